// <live-session data-session data-part>: the secretary's page, fetched anew when a juror or a colleague does something.
// While somebody fills something in, or has a menu open, it waits: a fresh part would take it from under the hands.
import { Live, refill } from './live.js';
import './reading-timer.js';

class LiveSession extends HTMLElement {
  connectedCallback() {
    this.addEventListener('input', () => { this.typed = true; });
    new Live({
      auth: { session: Number(this.dataset.session) },
      address: () => this.dataset.part,
      swap: (html) => { if (!this.typed && !this.querySelector('details[open]')) refill(this, html); },
    });
  }
}
customElements.define('live-session', LiveSession);
