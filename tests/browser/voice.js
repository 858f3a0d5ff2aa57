// A device with voices that a test moves along: what was said lies in `voice.said`, `voice.tell` sends an event.
(() => {
  const said = [];
  let voices = [
    ['Elsewhere', 'nl-NL', false], ['Lotte', 'nl-NL', true], ['Alice', 'en-GB', true], ['Tarik', 'ar-SA', true],
  ].map(([name, lang, localService]) => ({ name, lang, localService, default: false }));
  let current = null;
  const synth = {
    getVoices: () => voices,
    addEventListener() {},
    removeEventListener() {},
    cancel() { current = null; },
    speak(one) {
      current = one;
      said.push({ text: one.text, lang: one.lang, voice: one.voice?.name, rate: one.rate });
      queueMicrotask(() => { if (current === one) one.onstart?.({}); });
      if (window.voice.hurried) setTimeout(() => { if (current === one) one.onend({}); });
    },
  };
  Object.defineProperty(window, 'speechSynthesis', { value: synth });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: class { constructor(text) { this.text = text; } } });
  window.voice = {
    said,
    hurried: false,
    without() { voices = voices.filter((one) => !one.localService); },
    tell(name, event = {}) { current?.[`on${name}`]?.(event); },
    isSpeaking: () => current !== null,
    marked(name) {
      const found = CSS.highlights?.get(name) ?? [];
      return [...found].map(String).join('|');
    },
  };
})();
