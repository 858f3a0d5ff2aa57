// <book-lookup data-address>: a scanned book that is being looked for elsewhere. Fills in the title when it comes and
// nobody has typed one; asks a few times, then leaves it to the child. Nothing waits for it.
const PAUSES = [500, 1000, 2000, 3000, 5000, 8000]; // milliseconds

class BookLookup extends HTMLElement {
  async connectedCallback() {
    this.form = this.closest('form');
    for (const pause of PAUSES) {
      await new Promise((resolve) => { setTimeout(resolve, pause); });
      if (!this.isConnected || this.field('title').value.trim()) return;
      const answer = await this.ask();
      if (answer?.state === 'known') { this.fill(answer); return; }
      if (answer?.state === 'unknown') break;
    }
    this.say(this.dataset.unknown);
  }

  // null when there is no network now.
  async ask() {
    try {
      const answer = await fetch(this.dataset.address);
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  fill({ title, author }) {
    if (this.field('title').value.trim()) return; // typed meanwhile: that stays
    this.field('title').value = title;
    this.field('author').value = author ?? '';
    this.field('title').dispatchEvent(new Event('change', { bubbles: true }));
    this.say(`${this.dataset.found} ${title}`);
  }

  field(name) { return this.form.elements[`book.${name}`]; }
  say(words) { this.querySelector('.grow').textContent = words; }
}
customElements.define('book-lookup', BookLookup);
