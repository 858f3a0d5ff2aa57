// <book-suggest data-address>: titles from the catalogue under a title field, as an ARIA combobox with a list.
// Nothing is chosen by itself: what was typed stays typed until somebody picks a line.
const PAUSE = 160;

class BookSuggest extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input.input');
    this.chosen = this.querySelector('[name="book.id"]');
    this.said = this.querySelector('.suggest-said');
    this.list = Object.assign(document.createElement('ul'), { className: 'suggest-list', id: 'titels', role: 'listbox', hidden: true });
    this.list.setAttribute('aria-label', this.querySelector('label').textContent);
    this.input.after(this.list);
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': 'titels', 'aria-expanded': 'false' })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('blur', () => this.close());
    this.list.addEventListener('mousedown', (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener('click', (event) => this.pick(event.target.closest('li')));
  }

  typed() {
    this.chosen.value = '';
    clearTimeout(this.waiting);
    this.asking?.abort();
    if (this.input.value.trim().length < 2) { this.say(''); this.close(); return; }
    this.waiting = setTimeout(() => this.ask(this.input.value), PAUSE);
  }

  async ask(text) {
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.dataset.address}?q=${encodeURIComponent(text)}`, { signal: this.asking.signal });
      if (answer.ok && !answer.redirected) this.show((await answer.json()).items);
    } catch { /* no network, or typed on: the title counts as it is */ }
  }

  show(items) {
    this.list.replaceChildren(...items.map((item, at) => this.line(item, at)));
    if (this.list.hidden && items.length) this.input.parentElement.scrollIntoView({ block: 'start' });
    this.list.hidden = !items.length;
    this.input.setAttribute('aria-expanded', String(items.length > 0));
    this.mark(null);
    this.say(items.length ? this.dataset.some.replace('#', items.length) : this.dataset.none);
    this.said.classList.toggle('vh', items.length > 0);
  }

  line(item, at) {
    const line = Object.assign(document.createElement('li'), { id: `titel-${at}`, role: 'option' });
    line.book = item;
    const words = Object.assign(document.createElement('span'), { className: 'grow' });
    words.append(Object.assign(document.createElement('b'), { textContent: item.title, dir: 'auto' }));
    words.append(Object.assign(document.createElement('span'), { textContent: item.line, dir: 'auto', className: 'soft' }));
    line.innerHTML = item.cover; // drawn by our own server
    line.append(words);
    return line;
  }

  key(event) {
    const lines = [...this.list.children];
    const at = lines.indexOf(this.active);
    if (event.key === 'Escape' && !this.list.hidden) { event.preventDefault(); this.close(); }
    else if (event.key === 'Enter' && this.active) { event.preventDefault(); this.pick(this.active); }
    else if (event.key === 'ArrowDown' && lines.length) { event.preventDefault(); this.open(); this.mark(lines[(at + 1) % lines.length]); }
    else if (event.key === 'ArrowUp' && lines.length) { event.preventDefault(); this.open(); this.mark(lines.at(at < 1 ? -1 : at - 1)); }
  }

  mark(line) {
    this.active?.setAttribute('aria-selected', 'false');
    this.active = line;
    line?.setAttribute('aria-selected', 'true');
    line?.scrollIntoView({ block: 'nearest' });
    this.input.setAttribute('aria-activedescendant', line?.id ?? '');
  }

  pick(line) {
    if (!line) return;
    this.input.value = line.book.title;
    this.chosen.value = line.book.id;
    this.list.replaceChildren();
    this.close();
    this.say('');
    this.dispatchEvent(new CustomEvent('book-chosen', { detail: line.book, bubbles: true }));
  }

  open() { this.list.hidden = false; this.input.setAttribute('aria-expanded', 'true'); }
  close() { this.list.hidden = true; this.input.setAttribute('aria-expanded', 'false'); this.mark(null); }
  say(words) { this.said.textContent = words; }
}
customElements.define('book-suggest', BookSuggest);
