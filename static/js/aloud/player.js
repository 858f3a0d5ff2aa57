// Speaks phrases one after another with the device's voices, and marks what is being said.
// A pause ends the sentence and begins it anew: on many phones the browser's own pause never wakes up again.
import { Mark } from './mark.js';
import { isLatin, ownVoices, voiceOf } from './voices.js';

const OURS = new Set(['canceled', 'interrupted']);

export class Player {
  // `told(state)` hears: speaking, paused, silent, or voiceless when no voice of the page's language is there.
  constructor({ rate, told }) {
    this.rate = rate;
    this.told = told;
    this.mark = new Mark();
    this.run = 0;
  }

  async start(phrases, language) {
    const run = this.hush();
    const voices = await ownVoices();
    if (run !== this.run) return;
    const own = voiceOf(voices, language);
    if (!own) { this.told('voiceless'); return; }
    this.queue = phrases
      .map((phrase) => ({ ...phrase, voice: voiceOf(voices, phrase.language) ?? (isLatin(phrase.text) ? own : null) }))
      .filter((phrase) => phrase.voice);
    this.say(0);
  }

  say(at) {
    const run = this.hush();
    const phrase = this.queue[at];
    if (!phrase) { this.told('silent'); return; }
    this.at = at;
    const said = new SpeechSynthesisUtterance(phrase.text);
    Object.assign(said, { voice: phrase.voice, lang: phrase.voice.lang, rate: this.rate });
    const ifCurrent = (act) => (event) => { if (run === this.run) act(event); };
    said.onstart = ifCurrent(() => this.show(phrase));
    said.onboundary = ifCurrent((event) => this.follow(phrase, event));
    said.onend = ifCurrent(() => this.say(at + 1));
    said.onerror = ifCurrent((event) => { if (!OURS.has(event.error)) { this.hush(); this.told('voiceless'); } });
    this.said = said; // kept: some browsers forget an utterance, and its events, that nobody holds
    this.told('speaking');
    speechSynthesis.speak(said);
  }

  show(phrase) {
    this.mark.show(phrase);
    const box = (phrase.letters[0]?.[1].parentElement ?? phrase.element).getBoundingClientRect();
    if (box.bottom > innerHeight - 140 || box.top < 0) scrollBy({ top: box.top - innerHeight / 3 });
  }

  follow(phrase, event) {
    if (event.name && event.name !== 'word') return;
    const length = event.charLength || phrase.text.slice(event.charIndex).match(/^\S*/)[0].length;
    if (length < phrase.text.length) this.mark.show(phrase, event.charIndex, event.charIndex + length);
  }

  pause() { this.hush(false); this.told('paused'); }

  resume() { this.say(this.at); }

  stop() { this.hush(); this.told('silent'); }

  // Nothing said before is heard of any more.
  hush(clean = true) {
    this.run += 1;
    window.speechSynthesis?.cancel();
    if (clean) this.mark.clear();
    return this.run;
  }
}
