// <print-button><button hidden>: prints the page; without JavaScript there is no button.
class PrintButton extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button');
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}
customElements.define('print-button', PrintButton);
