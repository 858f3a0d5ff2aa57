// <jury-form data-juror data-to>: saves a juror's every touch on the device, then sends it as soon as there is a network.
import { JuryQueue } from './jury-queue.js';
import { look, mark, ordered, valueOf } from './jury-card.js';
import { restore, show } from './jury-known.js';

const LOOK = 10_000; // for what the same juror did on another device, and who reads now
const AGAIN = 2_000;
const PATIENCE = 8_000; // an answer that does not come by then is lost

class JuryForm extends HTMLElement {
  connectedCallback() {
    this.queue = new JuryQueue(this.dataset.juror);
    restore(this, this.queue);
    this.classList.add('awake');
    this.addEventListener('input', (event) => this.touched(event.target));
    this.addEventListener('submit', (event) => this.submitted(event));
    addEventListener('hashchange', () => look(this));
    addEventListener('online', () => this.send());
    document.addEventListener('visibilitychange', () => document.hidden || this.send());
    setInterval(() => this.send(), LOOK);
    look(this);
    mark(this);
    this.send();
  }

  touched(control) {
    const { entrant, order } = control.form.dataset;
    if (order) this.queue.vote(order, ordered(control.form, order), [...new FormData(control.form)]);
    else if (entrant) this.queue.touch({ entrant_id: Number(entrant), ...valueOf(control) });
    mark(this);
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.send(), control.localName === 'textarea' ? 700 : 0);
    this.tell(this.dataset.waiting);
  }

  // Hand-in goes after everything else has arrived; the other forms have nothing left to do.
  async submitted(event) {
    event.preventDefault();
    if (event.target.matches('.jury-hand')) this.queue.hand(true);
    await this.busy;
    this.send();
  }

  left() {
    const { touches, ballot } = this.queue.waiting();
    return touches.length + (ballot ? 1 : 0);
  }

  // One at a time; what is touched meanwhile goes in the next.
  send() {
    this.busy ??= this.exchange().finally(() => { this.busy = null; });
    return this.busy;
  }

  async exchange() {
    clearTimeout(this.again);
    const { touches, ballot } = this.queue.waiting();
    const sent = { touches, ballot };
    const body = this.left() ? JSON.stringify(sent) : null;
    try {
      const asked = { method: body ? 'POST' : 'GET', body, cache: 'no-store', signal: AbortSignal.timeout?.(PATIENCE) };
      const answer = await fetch(this.dataset.to, { ...asked, headers: body ? { 'Content-Type': 'application/json' } : {} });
      const said = await answer.json();
      if (answer.ok && said.state === 'written') this.arrived(sent, said);
      else this.tell(said.message ?? this.dataset.waiting, true);
      if (!answer.ok && answer.status < 500) return; // refused: it stays here, and the reason is said
    } catch { this.away(); }
    if (this.left() || this.queue.waiting().handing) this.again = setTimeout(() => this.send(), AGAIN);
  }

  arrived(sent, said) {
    this.queue.arrived(sent, said.newest);
    show(this, this.queue, said);
    mark(this);
    if (said.open !== (this.dataset.open === 'yes') && !this.left()) location.reload(); // it began, or was handed in elsewhere
    else if (this.queue.waiting().handing && !this.left()) this.handIn();
    if (said.refused?.length) this.tell(said.refused.join(' '), true);
    else if (said.plan !== this.dataset.plan) this.tell(this.dataset.changed, true);
    else if (!this.left()) this.tell(`${this.dataset.saved} ${new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: 'short' })}`);
  }

  handIn() {
    if (Date.now() - (this.handed ?? 0) < PATIENCE) return; // it is on its way
    this.handed = Date.now();
    this.querySelector('.jury-hand').submit();
  }

  away() {
    const { handing } = this.queue.waiting();
    this.tell(handing ? this.dataset.handing : this.left() ? this.dataset.waiting : this.dataset.away, handing);
  }

  tell(words, loud = false) {
    const line = this.querySelector('.jury-saved');
    if (line.textContent !== words) line.textContent = words;
    line.classList.toggle('jury-loud', loud);
    line.hidden = false;
  }
}
customElements.define('jury-form', JuryForm);
