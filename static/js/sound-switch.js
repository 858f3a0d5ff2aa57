// <sound-switch>: sound is off until somebody turns it on, for this screen and this session only.
import { ring } from './bells.js';

const KEPT = 'readify-sound';

const isOn = () => sessionStorage.getItem(KEPT) === 'on';

// `notes` soft bells going up; nothing while the sound is off.
export function chime(notes) {
  if (isOn()) ring(notes);
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
