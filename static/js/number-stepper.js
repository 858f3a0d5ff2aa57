// <number-stepper data-step="5">: plus, minus and presets around a number field that also works alone.
class NumberStepper extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input');
    for (const hidden of this.querySelectorAll('[hidden]')) hidden.hidden = false;
    this.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button?.dataset.set) this.set(Number(button.dataset.set));
      else if (button?.dataset.by) this.step(Number(button.dataset.by));
    });
    this.input.addEventListener('input', () => this.mark());
  }

  // Steps land on whole multiples: from 12, plus goes to 15 and minus to 10.
  step(by) {
    const size = Number(this.dataset.step) || 1;
    const now = Number(this.input.value) || 0;
    this.set(by > 0 ? (Math.floor(now / size) + 1) * size : (Math.ceil(now / size) - 1) * size);
  }

  set(value) {
    const low = Number(this.input.min);
    const high = Number(this.input.max) || Infinity;
    this.input.value = Math.min(high, Math.max(low, value));
    this.input.dispatchEvent(new Event('input', { bubbles: true }));
    this.input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  mark() {
    for (const preset of this.querySelectorAll('[data-set]')) {
      preset.setAttribute('aria-pressed', String(preset.dataset.set === this.input.value));
    }
  }
}
customElements.define('number-stepper', NumberStepper);
