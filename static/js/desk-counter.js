// <desk-counter>: card, place, stamp. All goes through the device's queue, so that a network that comes and goes
// is never in the way. The last card leaves the screen by itself.
import { CardFields } from './desk-fields.js';
import { Spots } from './desk-spots.js';
import { Waiting } from './desk-waiting.js';
import { keep, newId } from './offline-queue.js';

const HIDES = 60_000; // milliseconds
const PATIENCE = 5_000;

class DeskCounter extends HTMLElement {
  connectedCallback() {
    const words = this.querySelector('template[data-words]').content.querySelectorAll('[data-word]');
    this.words = Object.fromEntries([...words].map((word) => [word.dataset.word, word.textContent]));
    this.steps = this.querySelector('form.desk-steps');
    this.queue = new Waiting(this, this.words);
    this.spots = new Spots(this.steps);
    this.cards = new CardFields(this, { seen: this.words.seen, take: (card) => this.look(card), tell: (name, field) => this.sorry(name, field) });
    for (const form of this.querySelectorAll('form[data-kind]')) form.addEventListener('submit', (event) => this.submit(event));
    this.addEventListener('submit', (event) => { if ('online' in event.target.dataset) this.online(event); });
    this.addEventListener('scan-path', (event) => { event.preventDefault(); this.cards.enter(event.detail); });
    this.addEventListener('desk-arrived', (event) => this.arrived(event.detail));
    const kept = this.cards.first.value; // scanned before this script came
    if (kept.includes('=')) this.cards.show(kept);
    this.cards.first.value = '';
    if (!kept) this.cards.first.focus();
  }

  // Which stamps has it? Without a network that is not known yet, and the stamp can be given all the same.
  async look(card) {
    this.spots.tick([]);
    this.say(this.words.seen);
    this.card = card;
    let answer;
    try {
      answer = await fetch(this.dataset.look, { method: 'POST', body: new URLSearchParams({ card }), signal: AbortSignal.timeout?.(PATIENCE) });
    } catch {
      if (this.card === card) this.say(this.words.seen, this.words.later);
      return;
    }
    const said = await answer.json().catch(() => null);
    if (this.card !== card) return;
    if (!said) { this.say(this.words.signin, '', 'again'); return; }
    if (!answer.ok) { this.forget(); this.say(said.message, '', 'again'); return; }
    this.reads = said.reads;
    const [got, all] = this.spots.tick(said.stamped);
    this.say(this.words.seen, `${this.words[said.kind]} · ${this.words.count.replace('#', got).replace('@', all)}`);
  }

  sorry(name, field) {
    if (field === this.cards.first) this.forget();
    this.say(this.words[name === 'none' ? 'nocard' : name], '', 'again');
    field.focus();
  }

  forget() {
    clearTimeout(this.hides);
    this.card = this.reads = undefined;
    this.cards.clear();
    this.spots.tick([]);
    this.hit.hidden = true;
  }

  get hit() { return this.queue.parts.hit; }

  async submit(event) {
    event.preventDefault();
    const form = event.target;
    const spot = form === this.steps ? this.spots.chosen : null;
    const card = await this.cards.cardOf(form);
    const trouble = this.trouble(form, card, spot);
    if (trouble !== null) { if (trouble) this.say(this.words[trouble], '', 'again'); return; }
    const data = new FormData(form);
    data.set('card', card);
    const fields = [...data, ['at', new Date().toISOString()], ['position', spot?.dataset.position ?? '']];
    try {
      await keep(form.dataset.kind, fields, { reader: this.dataset.key, to: this.dataset.queue });
    } catch {
      this.say(this.words.full, '', 'again');
      return;
    }
    if (spot) this.spots.mark(spot, true);
    else { form.reset(); form.closest('[popover]').hidePopover?.(); }
    form.elements.submission_id.value = newId();
    this.say(this.words.kept);
    this.cards.first.focus();
    this.queue.sendSoon();
  }

  // The name of a sentence about what is missing; empty when it was said already, null when all is there.
  trouble(form, card, spot) {
    if (!card) return this.hit.hidden || this.hit.dataset.tone === 'good' ? 'nocard' : '';
    if (form === this.steps) return spot ? null : 'nospot';
    return this.reads === false && card === this.card ? 'noreads' : null;
  }

  // What makes or moves a passport needs the server there and then.
  online(event) {
    if (navigator.onLine !== false) { this.cards.fill(event.target); return; }
    event.preventDefault();
    event.target.closest('[popover]').hidePopover?.();
    this.say(this.words.needsnet, '', 'again');
  }

  arrived({ said }) {
    this.say(said);
    this.today();
  }

  // What was done today, as the page itself would show it.
  async today() {
    const page = await fetch(location.href, { headers: { Accept: 'text/html' } }).then((answer) => answer.text()).catch(() => '');
    const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector('#vandaag');
    if (fresh) this.querySelector('#vandaag').replaceChildren(...fresh.childNodes);
  }

  say(words, more = '', tone = 'good') {
    const text = document.createElement('span');
    text.append(Object.assign(document.createElement('b'), { textContent: words }), more);
    this.hit.dataset.tone = tone;
    this.hit.replaceChildren(this.queue.icon(tone === 'good' ? 'check' : 'alert'), text);
    this.hit.hidden = false;
    clearTimeout(this.hides);
    this.hides = setTimeout(() => this.forget(), HIDES);
  }
}
customElements.define('desk-counter', DeskCounter);
