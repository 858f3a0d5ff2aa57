// <live-round data-round data-part>: a round on a phone, fresh after each nudge. Thanks are posted behind the page's back.
import { Live, refill } from './live.js';

class LiveRound extends HTMLElement {
  connectedCallback() {
    this.cursor = 0; // of the newest nudge: a part as new as that may come from what is ready
    this.status = document.querySelector('.follow-state');
    this.live = new Live({
      auth: { round: this.dataset.round },
      address: () => { const { cursor } = this; this.cursor = 0; return cursor ? `${this.dataset.part}&v=${cursor}` : this.dataset.part; },
      swap: (html) => refill(this, html),
      state: (gone) => this.tell(gone ? this.dataset.away : ''),
    });
    this.live.socket.off('nudge'); // instead of Live's own: the cursor goes along
    this.live.socket.on('nudge', ({ cursor }) => { this.cursor = cursor; this.live.look(); });
    this.addEventListener('submit', (event) => this.thank(event));
  }

  async thank(event) {
    event.preventDefault();
    const button = event.submitter;
    button.disabled = true;
    const body = new URLSearchParams(new FormData(event.target, button));
    try {
      const answer = await fetch(event.target.action, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'manual' });
      this.tell(answer.ok ? this.dataset.thanks : '');
    } catch { /* a clap without a network is a clap in the hall */ }
    setTimeout(() => { button.disabled = false; this.tell(''); }, 1500);
  }

  tell(words) {
    this.status.textContent = words;
    this.status.hidden = !words;
  }
}
customElements.define('live-round', LiveRound);
