// <read-aloud data-target="#inhoud"><button hidden>: reads that part of the page with the browser's own voice.
// Nothing leaves the device. The button stays hidden where there is no voice.
class ReadAloud extends HTMLElement {
  connectedCallback() {
    if (!('speechSynthesis' in window)) return;
    this.button = this.querySelector('button');
    this.button.hidden = false;
    this.button.addEventListener('click', () => this.toggle());
    addEventListener('pagehide', () => speechSynthesis.cancel());
  }

  toggle() {
    const speaking = this.button.getAttribute('aria-pressed') === 'true';
    speechSynthesis.cancel();
    if (speaking) return this.show(false);
    const words = new SpeechSynthesisUtterance(this.words());
    words.lang = document.documentElement.lang;
    words.rate = 0.92;
    words.onend = words.onerror = () => this.show(false);
    this.show(true);
    speechSynthesis.speak(words);
  }

  // The title first, then each block of text with a full stop, so the voice rests between them.
  words() {
    const target = document.querySelector(this.dataset.target) ?? document.body;
    const title = target.contains(document.querySelector('h1')) ? '' : document.querySelector('h1')?.textContent;
    const parts = [...target.querySelectorAll('h1,h2,h3,p,label,legend,a,button,li>b')]
      .filter((part) => part.checkVisibility?.() ?? part.offsetParent)
      .filter((part) => !part.parentElement.closest('a,button,label,p,legend'))
      .map((part) => part.textContent.trim());
    return [title, ...parts].filter(Boolean).join('. ');
  }

  show(speaking) {
    this.button.setAttribute('aria-pressed', String(speaking));
  }
}
customElements.define('read-aloud', ReadAloud);
