// The desk's fields for cards. A scanner that types is heard wherever the focus is; half a code is told and forgotten.
// A whole card leaves the field at once: what is kept beside it is its hash.
import { cardIn, sealed } from './desk-card.js';

const REST = 350; // after this silence a scanner without an Enter has typed all of it

export class CardFields {
  // `tell(name, field)`: of what is no whole card. `take(card)`: one for the desk itself.
  constructor(desk, { tell, take, seen }) {
    Object.assign(this, { tell, take, seen });
    this.fields = [...desk.querySelectorAll('[data-card]')];
    this.first = this.fields.find((field) => field.dataset.card === 'first');
    for (const field of this.fields) this.listen(field);
    document.addEventListener('keydown', (event) => this.hear(event));
  }

  // No field chosen: the desk's own takes it from the first sign on.
  hear(event) {
    if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.('input:not([type=radio]), select, textarea, [popover]')) return;
    this.first.value = '';
    this.first.focus();
  }

  listen(field) {
    field.dataset.hint = field.placeholder;
    field.required = false; // said in words, when it is time
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && !(event.key === 'Tab' && !event.shiftKey && field.value)) return;
      event.preventDefault();
      this.enter(field.value, field);
    });
    field.addEventListener('input', () => {
      clearTimeout(this.rest);
      this.rest = setTimeout(() => { if (cardIn(field.value).letter) this.enter(field.value, field); }, REST);
    });
  }

  // What was scanned or typed. Answers the card, or nothing when it is none.
  async enter(text, field = this.first) {
    clearTimeout(this.rest);
    const seen = cardIn(text);
    field.value = '';
    if (seen.kind !== 'whole') {
      this.keep(field, '');
      this.tell(seen.kind, field);
      return '';
    }
    const card = await sealed(seen);
    this.keep(field, card);
    if (field === this.first) this.show(card);
    return card;
  }

  // This card lies on the desk: also for the forms behind the buttons.
  show(card) {
    for (const field of this.fields) if (field.dataset.card !== 'child') this.keep(field, card);
    if (card) this.take(card);
  }

  keep(field, card) {
    field.kept = card;
    field.placeholder = card ? `✓ ${this.seen}` : field.dataset.hint;
  }

  clear() {
    for (const field of this.fields) { field.value = ''; this.keep(field, ''); }
  }

  // The card of a form that is sent; one that was typed a moment ago is taken first.
  async cardOf(form) {
    const field = form.querySelector('[data-card]');
    return field.value ? this.enter(field.value, field) : field.kept ?? '';
  }

  // Before a form goes to the server as it is: its fields hold their cards.
  fill(form) {
    for (const field of form.querySelectorAll('[data-card]')) field.value ||= field.kept ?? '';
  }
}
