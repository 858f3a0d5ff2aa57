// <live-foyer data-goal data-part>: keeps a foyer's screen fresh. Silent; celebrates once when the goal is reached.
import { Live, refill } from './live.js';

const PARTY = 9000;
const AGAIN = 15000; // a class or a library that is newer than this connection is heard at the next look
const CALM = 500; // a province reads all the time: no more than two looks a second

class CalmLive extends Live {
  look() {
    const wait = (this.next ?? 0) - Date.now();
    if (wait > 0) {
      this.waiting ??= setTimeout(() => { this.waiting = undefined; this.look(); }, wait);
      return undefined;
    }
    this.next = Date.now() + CALM;
    return super.look();
  }
}

class LiveFoyer extends HTMLElement {
  connectedCallback() {
    this.status = document.querySelector('.board-state');
    this.live = new CalmLive({
      auth: { goal: this.dataset.goal },
      address: () => this.dataset.part,
      swap: (html) => this.show(html),
      state: (gone) => this.tell(gone),
    });
    setInterval(() => this.live.look(), AGAIN);
  }

  get reached() {
    return this.querySelector('.board-part').dataset.reached === 'yes';
  }

  show(html) {
    const before = this.reached;
    refill(this, html);
    const { again } = this.querySelector('.board-part').dataset; // a count that was kept: a newer one comes soon
    if (again) setTimeout(() => this.live.look(), Number(again));
    if (this.reached && !before && !this.celebrated) this.celebrate();
  }

  // Once, when it is reached while the screen is on: a reload shows only the words.
  celebrate() {
    this.celebrated = true;
    const party = Object.assign(document.createElement('div'), { className: 'board-party', ariaHidden: 'true' });
    for (let lamp = 0; lamp < 9; lamp += 1) party.append(document.createElement('i'));
    this.after(party);
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
customElements.define('live-foyer', LiveFoyer);
