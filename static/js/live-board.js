// <live-board data-key data-part>: keeps the class's screen fresh. Controls post behind the page's back.
import { celebrate, partyOnce } from './board-party.js';
import { Live, refill } from './live.js';
import { chime } from './sound-switch.js';
import './reading-timer.js';

class LiveBoard extends HTMLElement {
  connectedCallback() {
    this.status = document.querySelector('.board-state');
    this.live = new Live({
      auth: { key: this.dataset.key },
      address: () => `${this.dataset.part}&licht=${this.now.lit}`,
      swap: (html) => this.show(html),
      state: (gone) => this.tell(gone),
    });
    this.addEventListener('submit', (event) => this.post(event));
    this.addEventListener('click', (event) => event.target.closest('.board-again') && celebrate(this));
    this.addEventListener('timer-over', () => { chime(3); setTimeout(() => this.live.look(), 1000); });
    this.dress();
  }

  get now() {
    return this.querySelector('.board-part').dataset;
  }

  // A menu that is open stays as it is: a fresh part would close it under a finger.
  show(html) {
    const before = { ...this.now };
    const open = this.querySelector('details[open]')?.id;
    refill(this, html);
    const after = this.now;
    const menu = open && before.timer === after.timer ? this.querySelector(`#${open}`) : null;
    if (menu) menu.open = true;
    if (Number(after.lamps) > Number(before.lamps)) chime(1);
    this.dress();
  }

  dress() {
    for (const button of this.querySelectorAll('.board-again')) button.hidden = false;
    partyOnce(this);
  }

  async post(event) {
    event.preventDefault();
    const body = new URLSearchParams([[event.submitter.name, event.submitter.value]]);
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
customElements.define('live-board', LiveBoard);
