// A form that is sent with a device's answer in it: hidden until the browser can have passkeys.
import { canHaveKeys, question } from './passkey.js';

export class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!canHaveKeys()) return;
    this.form = this.querySelector('form');
    this.said = this.querySelector('[role=status]');
    this.form.hidden = false;
    this.querySelector('[data-without]')?.remove();
    this.form.addEventListener('submit', (event) => this.ask(event));
  }

  async ask(event) {
    event.preventDefault();
    this.said.textContent = '';
    try {
      this.form.elements.answer.value = await this.answer(await question(this.dataset.ask));
      this.form.submit();
    } catch {
      this.said.textContent = this.said.dataset.sorry; // the owner said no, or the device cannot
    }
  }
}
