// <waiting-list>: what waits on this device for the child whose page this is, and what came of it.
// Unseen while there is nothing to say. The words are in the page; this only fills them in.
import { drop, onChange, ownKey, waiting } from '../offline-queue.js';

class WaitingList extends HTMLElement {
  connectedCallback() {
    this.parts = Object.fromEntries([...this.querySelectorAll('[data-part]')].map((part) => [part.dataset.part, part]));
    this.rows = Object.fromEntries([...this.querySelectorAll('[data-row]')].map((row) => [row.dataset.row, row.content]));
    this.parts.waiting.append((this.list = document.createElement('ul')));
    onChange(() => this.show());
    addEventListener('queue-refused', () => this.refuse());
    this.show();
  }

  async show() {
    const items = await waiting(ownKey()).catch(() => []);
    const wait = items.filter((item) => item.state === 'waiting');
    const rest = items.filter((item) => item.state !== 'waiting');
    const words = wait.length === 1 ? this.dataset.one : this.dataset.some.replace('#', wait.length);
    this.parts.waiting.hidden = !wait.length;
    this.parts.waiting.querySelector('b').textContent = words;
    this.list.replaceChildren(...wait.map((item) => this.row(item)));
    this.parts.told.hidden = !rest.length;
    this.parts.told.replaceChildren(...rest.map((item) => this.row(item)));
    this.parts.gone.hidden = wait.length > 0 || !document.documentElement.hasAttribute('data-kept');
    this.appear();
    const said = this.querySelector('[role=status]');
    if (wait.length && this.count !== wait.length) said.textContent = words;
    this.count = wait.length;
  }

  // The style comes along only when there is something to see.
  appear() {
    const empty = Object.values(this.parts).every((part) => part.hidden);
    if (empty || this.styled) { this.hidden = empty; return; }
    this.styled = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: this.dataset.style });
    this.styled.onload = this.styled.onerror = () => { this.hidden = false; };
    document.head.append(this.styled);
  }

  row(item) {
    const row = this.rows[item.state].cloneNode(true);
    const name = row.querySelector('[dir=auto]');
    name.textContent = item.state === 'came' ? this.dataset.came : this.label(item);
    const said = row.querySelector('[data-said]');
    if (said) said.textContent = item.said;
    row.querySelector('[data-act=away]')?.addEventListener('click', () => drop(item.id));
    const read = row.querySelector('[data-act=read]');
    if (read) read.href = `/S/${encodeURIComponent(fieldsOf(item).code)}`;
    read?.addEventListener('click', () => drop(item.id));
    this.fill(row.querySelector('form'), item);
    return row;
  }

  // The form goes to the log's page, which shows it filled in, with what is to be mended.
  fill(form, item) {
    for (const [name, value] of form ? item.fields : []) {
      form.prepend(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
  }

  label(item) {
    const fields = fieldsOf(item);
    if (item.kind === 'stamp') return `${this.dataset.stamp} ${fields.code}`;
    const minutes = fields.unit !== 'pages' && fields.minutes ? this.dataset.minutes.replace('#', fields.minutes) : '';
    const day = new Date(item.made).toLocaleDateString(document.documentElement.lang, { weekday: 'long' });
    return [fields['book.title'] || this.dataset.reading, minutes, day].filter(Boolean).join(' · ');
  }

  refuse() {
    this.parts.full.querySelector('div').textContent = this.dataset.full;
    this.parts.full.hidden = false;
    this.appear();
    this.scrollIntoView({ block: 'center' });
  }
}

const fieldsOf = (item) => Object.fromEntries(item.fields);
customElements.define('waiting-list', WaitingList);
