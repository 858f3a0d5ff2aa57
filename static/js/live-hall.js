// <live-hall data-hall data-part>: keeps the hall's screen fresh. A clap floats up once; buttons post behind the page's back.
import { Live, refill } from './live.js';
import './reading-timer.js';

const FLOATS = 2400;
const MOST = 24; // claps in the air at once

class LiveHall extends HTMLElement {
  connectedCallback() {
    this.status = document.querySelector('.board-state');
    this.live = new Live({
      auth: { hall: this.dataset.hall },
      address: () => this.dataset.part,
      swap: (html) => { refill(this, html); },
      state: (gone) => this.tell(gone),
    });
    this.live.socket.on('nudge', ({ kinds }) => { if (kinds[0] === 'clap') this.clap(kinds[1]); });
    this.addEventListener('submit', (event) => this.post(event));
    this.addEventListener('timer-over', () => setTimeout(() => this.live.look(), 1000));
  }

  clap(sign) {
    if (document.querySelectorAll('.hall-float').length >= MOST) return;
    const float = Object.assign(document.createElement('i'), { className: `hall-float float-${sign} float-${Math.floor(Math.random() * 6)}`, ariaHidden: 'true' });
    this.after(float);
    setTimeout(() => float.remove(), FLOATS);
  }

  async post(event) {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target, event.submitter));
    await fetch(event.target.action, { method: 'POST', body, redirect: 'manual' }).catch(() => {});
    this.live.look();
  }

  tell(gone) {
    clearTimeout(this.telling);
    if (!gone) { this.status.hidden = true; return; }
    this.telling = setTimeout(() => {
      this.status.textContent = this.status.dataset.away;
      this.status.hidden = false;
    }, 3000);
  }
}
customElements.define('live-hall', LiveHall);
