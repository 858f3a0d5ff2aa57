// <feel-switch data-kind="sound|tremble"><button hidden>: turns one of both on or off on this device.
// Stays hidden where the device cannot do it.
import { canFeel, feel, feels, setFeel } from './feel.js';

class FeelSwitch extends HTMLElement {
  connectedCallback() {
    const { kind } = this.dataset;
    if (!canFeel[kind]()) return;
    this.button = this.querySelector('button');
    this.button.hidden = false;
    this.closest('[hidden]')?.removeAttribute('hidden');
    this.button.addEventListener('click', () => {
      setFeel(kind, !feels(kind));
      this.show(kind);
      feel(1);
    });
    this.show(kind);
  }

  show(kind) {
    this.button.setAttribute('aria-pressed', String(feels(kind)));
  }
}
customElements.define('feel-switch', FeelSwitch);
