// <picture-pad>: taps three pictures in order on one pad and then sends them at once.
// A tap on a chosen picture takes it and what came after back. Without this each tap is a form of its own.
class PicturePad extends HTMLElement {
  connectedCallback() {
    this.form = this.closest('form');
    this.said = this.querySelector('[role=status]');
    this.chosen = [...this.querySelectorAll('[aria-pressed=true]')]
      .sort((a, b) => a.textContent - b.textContent)
      .map((button) => button.value);
    this.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (!button) return;
      event.preventDefault();
      this.tap(button.value);
    });
  }

  tap(picture) {
    const at = this.chosen.indexOf(picture);
    if (at >= 0) this.chosen.length = at;
    else this.chosen.push(picture);
    this.show();
    if (this.chosen.length === 3) this.send();
  }

  show() {
    for (const button of this.querySelectorAll('button')) {
      const at = this.chosen.indexOf(button.value);
      button.setAttribute('aria-pressed', String(at >= 0));
      button.querySelector('.pad-nr')?.remove();
      if (at >= 0) button.append(Object.assign(document.createElement('span'), { className: 'pad-nr', textContent: at + 1 }));
    }
    this.said.textContent = this.chosen.length ? this.said.dataset.said.replace('#', this.chosen.length) : '';
  }

  // All three go: three at once stand alone, whatever was tapped before.
  send() {
    const { name } = this.querySelector('button');
    for (const value of this.chosen) {
      this.form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
    this.form.submit();
  }
}
customElements.define('picture-pad', PicturePad);
