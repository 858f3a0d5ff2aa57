// What waits at this desk for the network: shown always, sent as soon as can be, never an error.
// Items bear the key of the account that made them; another account's wait until that one is back.
import { drop, onChange, send, waiting } from './offline-queue.js';

const SOON = 4_000;
const LAST = 60_000;
const SHOWN = 4; // the newest; the header counts them all

export class Waiting {
  constructor(desk, words) {
    this.desk = desk;
    this.words = words;
    this.parts = Object.fromEntries([...desk.querySelectorAll('[data-part]')].map((part) => [part.dataset.part, part]));
    onChange(() => this.show());
    addEventListener('online', () => this.sendSoon());
    addEventListener('offline', () => this.show());
    this.sendSoon();
  }

  // Sends what is due; again later while something is left.
  async sendSoon() {
    clearTimeout(this.next);
    try {
      await send(this.desk.dataset.key);
    } catch { /* this browser keeps nothing: forms go to the server as they are */ }
    const left = await this.show();
    if (!left) this.pause = SOON;
    else this.next = setTimeout(() => this.sendSoon(), (this.pause = Math.min(LAST, (this.pause ?? SOON) * 1.6)));
  }

  // Fills in the header's line and the footer; answers how many wait.
  async show() {
    const items = await waiting(this.desk.dataset.key).catch(() => []);
    for (const item of items.filter((one) => one.state === 'came')) this.tell(item);
    const wait = items.filter((item) => item.state === 'waiting');
    const aside = items.filter((item) => !['waiting', 'came'].includes(item.state));
    const line = wait.length === 1 ? this.words.one : this.words.some.replace('#', wait.length);
    const off = navigator.onLine === false || wait.length > 0;
    this.parts.net.hidden = !off;
    this.parts.net.replaceChildren(this.icon('offline'), ...(navigator.onLine === false ? [bold(this.words.offline)] : []), wait.length ? line : '');
    this.parts.foot.toggleAttribute('data-waits', wait.length + aside.length > 0);
    this.parts.safe.hidden = !wait.length;
    const more = wait.length > SHOWN ? [Object.assign(document.createElement('li'), { textContent: `+${wait.length - SHOWN}` })] : [];
    this.parts.list.replaceChildren(...more, ...[...wait.slice(-SHOWN), ...aside].map((item) => this.row(item)));
    return wait.length;
  }

  row(item) {
    const row = document.createElement('li');
    const time = new Date(item.made).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
    row.dataset.tone = item.state === 'waiting' ? 'waiting' : 'aside';
    row.append(this.icon(item.state === 'waiting' ? 'clock' : 'alert'), this.label(item), small(item.state === 'waiting' ? time : item.said ?? ''));
    if (item.state !== 'waiting') row.append(this.away(item));
    return row;
  }

  away(item) {
    const button = this.desk.querySelector('template[data-words]').content.querySelector('[data-act=away]').cloneNode(true);
    button.addEventListener('click', () => drop(item.id));
    return button;
  }

  label(item) {
    const fields = Object.fromEntries(item.fields);
    return item.kind === 'desk-stamp' ? this.words.spot.replace('#', fields.position ?? '') : fields['book.title'] || this.words.book;
  }

  icon(name) {
    return this.desk.querySelector('template[data-words]').content.querySelector(`[data-icon=${name}] svg`).cloneNode(true);
  }

  // It has arrived: the desk hears what it came to, once.
  tell(item) {
    drop(item.id);
    this.desk.dispatchEvent(new CustomEvent('desk-arrived', { detail: item }));
  }
}

const bold = (text) => Object.assign(document.createElement('b'), { textContent: text });
const small = (text) => Object.assign(document.createElement('span'), { textContent: text });
