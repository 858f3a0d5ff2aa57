// <live-week data-classroom data-part>: the teacher's week, fetched anew when a child of the class logs.
import { Live, refill } from './live.js';

class LiveWeek extends HTMLElement {
  connectedCallback() {
    new Live({
      auth: { classroom: Number(this.dataset.classroom) },
      address: () => this.dataset.part,
      swap: (html) => refill(this, html),
    });
  }
}
customElements.define('live-week', LiveWeek);
