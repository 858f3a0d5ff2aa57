// <live-board data-key data-part>: keeps the class's screen fresh. Controls post behind the page's back.
import { Live, refill } from './live.js';
import { chime } from './sound-switch.js';
import './reading-timer.js';

const PARTY = 6000;

class LiveBoard extends HTMLElement {
  connectedCallback() {
    this.status = document.querySelector('.board-state');
    this.live = new Live({
      auth: { key: this.dataset.key },
      address: () => `${this.dataset.part}?licht=${this.now.lit}`,
      swap: (html) => this.show(html),
      state: (gone) => this.tell(gone),
    });
    this.addEventListener('submit', (event) => this.post(event));
    this.addEventListener('timer-over', () => { chime(3); setTimeout(() => this.live.look(), 1000); });
  }

  get now() {
    return this.querySelector('.board-part').dataset;
  }

  // A menu that is open stays as it is: a fresh part would close it under a finger.
  show(html) {
    const before = { ...this.now };
    const open = this.querySelector('details[open]') !== null;
    refill(this, html);
    const after = this.now;
    const menu = this.querySelector('details');
    if (menu && open && before.timer === after.timer) menu.open = true;
    if (Number(after.lamps) > Number(before.lamps)) chime(1);
    if (after.reached === 'yes' && before.reached === 'no' && after.goal === before.goal) this.celebrate();
  }

  async post(event) {
    event.preventDefault();
    const body = new URLSearchParams([[event.submitter.name, event.submitter.value]]);
    await fetch(event.target.action, { method: 'POST', body, redirect: 'manual' }).catch(() => {});
    this.live.look();
  }

  // Once, when the goal is reached while the screen is on: a reload shows only the words.
  celebrate() {
    const party = Object.assign(document.createElement('div'), { className: 'board-party', ariaHidden: 'true' });
    for (let lamp = 0; lamp < 9; lamp += 1) party.append(document.createElement('i'));
    this.after(party);
    chime(5);
    setTimeout(() => party.remove(), PARTY);
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
customElements.define('live-board', LiveBoard);
