// <sound-switch>: sound is off until somebody turns it on, for this screen and this session only.
const KEPT = 'readify-sound';
let sounds = null;

const isOn = () => sessionStorage.getItem(KEPT) === 'on';

// `notes` soft bells going up; nothing while the sound is off or the browser wants a tap first.
export function chime(notes) {
  if (!isOn() || !('AudioContext' in window)) return;
  sounds ??= new AudioContext();
  for (let note = 0; note < notes; note += 1) bell(520 * 2 ** ((note * 4) / 12), sounds.currentTime + note * 0.18);
}

function bell(pitch, at) {
  const tone = sounds.createOscillator();
  const loudness = sounds.createGain();
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.12, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.9);
  tone.connect(loudness).connect(sounds.destination);
  tone.start(at);
  tone.stop(at + 1);
}

class SoundSwitch extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector('button');
    this.button.hidden = false;
    this.button.addEventListener('click', () => {
      sessionStorage.setItem(KEPT, isOn() ? 'off' : 'on');
      this.show();
      chime(1);
    });
    this.show();
  }

  show() {
    this.button.setAttribute('aria-pressed', String(isOn()));
    this.querySelector('[data-on]').hidden = !isOn();
    this.querySelector('[data-off]').hidden = isOn();
  }
}
customElements.define('sound-switch', SoundSwitch);
