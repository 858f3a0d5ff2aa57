// <read-aloud data-target="…"><button hidden>: reads those parts of the page with the device's own voice.
// Nothing leaves the device. Where it has no voice, the button says so kindly, and this is remembered.
// What speaks is fetched after the page has been loaded: no page waits for it.

const RATES = { klein: 0.8, midden: 0.92, groot: 1 };
const MEMORY = 'readify-voiceless';
const REST = 400; // milliseconds after loading
const panel = document.querySelector('.aloud');
const buttons = new Set();
let current = null;
let fetched = null;
let player = null;

// The reader's parts, fetched once; a try that failed may be made again.
function parts() {
  fetched ??= Promise.all([import('./aloud/phrases.js'), import('./aloud/player.js')])
    .then(([{ phrasesOf }, { Player }]) => {
      player = new Player({ rate: RATES[document.body.dataset.band] ?? 0.92, told: show });
      return phrasesOf;
    })
    .catch(() => { fetched = null; });
  return fetched;
}

class ReadAloud extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector('button');
    buttons.add(this.button);
    this.button.hidden = false;
    this.button.addEventListener('click', () => this.toggle());
    this.classList.toggle('is-voiceless', isVoiceless());
  }

  async toggle() {
    if (current === this.button && panel.dataset.state) { player?.stop(); return; }
    current = this.button;
    const phrasesOf = await parts();
    if (!phrasesOf) { say('voiceless'); return; }
    const roots = [...document.querySelectorAll(this.dataset.target)];
    player.start(phrasesOf(roots), document.documentElement.lang);
  }
}

function say(state) {
  panel.dataset.state = state === 'silent' ? '' : state;
  panel.querySelector('[role=status]').textContent = state === 'voiceless' ? panel.dataset.sorry : '';
}

function show(state) {
  say(state);
  const pause = panel.querySelector('[data-do=pause]');
  pause.setAttribute('aria-label', state === 'paused' ? pause.dataset.go : pause.dataset.hush);
  if (state === 'speaking') remember(false);
  if (state === 'voiceless') remember(true);
  for (const button of buttons) {
    button.setAttribute('aria-pressed', String(button === current && (state === 'speaking' || state === 'paused')));
    button.parentElement.classList.toggle('is-voiceless', isVoiceless());
  }
  if (state === 'silent') current = null;
}

function remember(voiceless) {
  try {
    if (voiceless) localStorage.setItem(MEMORY, '1');
    else localStorage.removeItem(MEMORY);
  } catch { /* a browser that keeps nothing asks its voices anew on the next page */ }
}

function isVoiceless() {
  try { return localStorage.getItem(MEMORY) !== null; } catch { return false; }
}

const acts = {
  pause: () => (panel.dataset.state === 'paused' ? player?.resume() : player?.pause()),
  stop: () => (player ? player.stop() : say('silent')),
};
panel.addEventListener('click', (event) => acts[event.target.closest('[data-do]')?.dataset.do]?.());
addEventListener('keydown', (event) => { if (event.key === 'Escape' && panel.dataset.state) acts.stop(); });
addEventListener('pagehide', () => player?.stop());
document.addEventListener('visibilitychange', () => { if (document.hidden && panel.dataset.state === 'speaking') player?.pause(); });
if (document.readyState === 'complete') setTimeout(parts, REST);
else addEventListener('load', () => setTimeout(parts, REST));
customElements.define('read-aloud', ReadAloud);

// A class may want pages to speak by themselves. A browser only speaks after a touch, so the first one that is
// not on a control starts it.
const CONTROLS = 'a, button, input, select, textarea, label, summary';
if ('aloud' in document.body.dataset) {
  addEventListener('pointerup', (event) => {
    if (!event.target.closest(CONTROLS) && !panel.dataset.state) document.querySelector('read-aloud')?.toggle();
  }, { once: true });
}
