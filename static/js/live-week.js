// <live-week data-classroom data-part>: the teacher's week, fetched anew when a child logs or a colleague does something.
import { Live } from './live.js';
import { refillKept } from './refill-kept.js';

class LiveWeek extends HTMLElement {
  connectedCallback() {
    new Live({
      auth: { classroom: Number(this.dataset.classroom) },
      address: () => this.dataset.part,
      swap: (html) => refillKept(this, html),
    });
  }
}
customElements.define('live-week', LiveWeek);
