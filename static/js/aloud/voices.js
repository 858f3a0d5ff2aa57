// Which of the device's own voices reads a text. A voice that sends its text elsewhere is never used: these are
// children's pages, with their names on them.
const STAND_INS = { li: 'nl', fy: 'nl', rif: 'ar', fa: 'ar', zgh: 'ar' };
const SCRIPTS = [
  [/\p{Script=Arabic}/u, 'ar'], [/\p{Script=Cyrillic}/u, 'ru'], [/\p{Script=Hebrew}/u, 'he'], [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'ja'], [/\p{Script=Hangul}/u, 'ko'], [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Ethiopic}/u, 'ti'], [/\p{Script=Devanagari}/u, 'hi'],
];
const OTHERWISE_WRITTEN = new Set(['ar', 'fa', 'ru', 'uk', 'bg', 'sr', 'el', 'he', 'zh', 'ja', 'ko', 'ti', 'am', 'hi']);
const PATIENCE = 1000; // milliseconds: some browsers fetch their list only when first asked

export async function ownVoices() {
  const synth = window.speechSynthesis;
  if (!synth || !window.SpeechSynthesisUtterance) return [];
  const own = () => synth.getVoices().filter((voice) => voice.localService !== false);
  if (own().length) return own();
  return new Promise((done) => {
    const answer = () => { clearTimeout(late); synth.removeEventListener?.('voiceschanged', answer); done(own()); };
    const late = setTimeout(answer, PATIENCE);
    synth.addEventListener?.('voiceschanged', answer);
  });
}

// The voice of this language, or of the one nearest to it.
export function voiceOf(voices, language) {
  const tag = (language || '').toLowerCase().replace('_', '-');
  const root = tag.split('-')[0];
  const speaks = (voice) => voice.lang.toLowerCase().replace('_', '-');
  const exact = voices.filter((voice) => speaks(voice) === tag);
  const near = voices.filter((voice) => speaks(voice).split('-')[0] === root);
  const found = exact[0] ?? near.find((voice) => voice.default) ?? near[0];
  return found ?? (STAND_INS[root] ? voiceOf(voices, STAND_INS[root]) : null);
}

// The language of a text: as said around it, unless its script belies that; then the script tells, or the page.
export function languageOf(text, said, page) {
  const script = SCRIPTS.find(([one]) => one.test(text));
  if (!script) return OTHERWISE_WRITTEN.has(said.split('-')[0]) ? page : said;
  return said === page ? script[1] : said;
}

export const isLatin = (text) => !SCRIPTS.some(([script]) => script.test(text));
