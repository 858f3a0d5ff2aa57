// <log-form data-gain="{…}">: names the gain on the button, sends once, and keeps title and shelf from both being chosen.
// The page works without it; the server decides what a log is worth.
import './number-stepper.js';
import './book-suggest.js';

class LogForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector('form');
    this.button = this.form.querySelector('.cta button');
    this.pill = this.button.querySelector('.btn-gain');
    this.facts = this.dataset.gain ? JSON.parse(this.dataset.gain) : null;
    this.form.addEventListener('input', (event) => { this.oneBook(event.target); this.show(); });
    this.form.addEventListener('change', (event) => { this.oneBook(event.target); this.show(); });
    this.form.addEventListener('book-chosen', (event) => this.follow(event.detail));
    this.form.addEventListener('submit', (event) => this.send(event));
    addEventListener('pageshow', (event) => { if (event.persisted && this.sent) location.reload(); });
    this.show();
  }

  // The second tap of a double tap does nothing; the submission's id guards the rest.
  send(event) {
    if (this.sent) { event.preventDefault(); return; }
    this.sent = true;
    this.button.setAttribute('aria-disabled', 'true');
    this.form.querySelector('.cta [role=status]').textContent = this.dataset.wait;
  }

  // A typed title is another book than the one on the shelf; choosing from the shelf clears what was typed.
  oneBook(field) {
    const title = this.form.elements['book.title'];
    if (field === title && title.value.trim()) this.form.querySelector('[name=work][value=""]').checked = true;
    if (field.name === 'work' && field.value) {
      for (const name of ['title', 'id', 'author', 'isbn']) this.form.elements[`book.${name}`].value = '';
    }
  }

  // A chosen suggestion brings its form and language along, as far as the page offers them.
  follow(book) {
    this.form.querySelector('[name=work][value=""]').checked = true;
    for (const name of ['form', 'language']) {
      const option = this.form.querySelector(`[name=${name}][value="${CSS.escape(book[name])}"]`);
      if (option) option.checked = true;
    }
    this.show();
  }

  show() {
    const gain = this.gain();
    this.pill.hidden = gain === null;
    if (gain === null) return;
    const { said, one, enough } = this.dataset;
    this.pill.textContent = gain === 0 ? enough : gain === 1 ? one : said.replace('#', gain);
  }

  // Lights this log gives today; null when the page cannot know (another day, a correction, an odd number).
  gain() {
    const facts = this.facts;
    const data = new FormData(this.form);
    if (!facts || data.get('day') !== facts.today) return null;
    const form = data.get('form');
    const unit = data.get('unit') === 'pages' ? 'pages' : 'minutes';
    const amount = Number(data.get(unit));
    if (!(amount >= 1 && amount <= (unit === 'pages' ? 500 : 120))) return null;
    const extra = (facts.seen.includes(form) ? 0 : facts.new) + (data.get('finished') ? facts.finished : 0);
    return Math.min(facts.left, this.worth(form, unit, amount) + extra);
  }

  worth(form, unit, amount) {
    const { minute, pages, flats, otherwise } = this.facts;
    if (unit === 'minutes') return amount * minute;
    return pages[form] ? Math.max(1, Math.floor(amount / pages[form])) : flats[form] ?? otherwise;
  }
}
customElements.define('log-form', LogForm);
