// <scan-camera>: opens the camera and goes where the codes lead; each trouble has its sentence and a way on.
// The forms beside it stay as they are. Nothing that the camera sees leaves the page.
import { openDecoder } from './scan-decoder.js';
import { look } from './scan-looking.js';
import { allowed, Camera } from './scan-stream.js';

const TROUBLES = ['refused', 'busy', 'none'];

class ScanCamera extends HTMLElement {
  connectedCallback() {
    this.said = this.querySelector('[role=status]');
    this.words = this.querySelector('template').content;
    this.lamp = this.querySelector('[data-act=lamp]');
    this.querySelector('[data-act=start]').addEventListener('click', () => this.start());
    this.lamp.addEventListener('click', () => this.light(this.lamp.getAttribute('aria-pressed') !== 'true'));
    document.addEventListener('visibilitychange', () => this.seen());
    addEventListener('pagehide', () => this.stop());
    addEventListener('pageshow', (event) => { if (event.persisted) this.begin(); });
    this.begin();
  }

  disconnectedCallback() { this.stop(); }

  // Once the camera is allowed, opening this page opens it; the first time it waits for the button.
  async begin() {
    this.show('asleep', 'first');
    const state = await allowed();
    if (state === 'granted') this.start();
    else if (state === 'denied') this.trouble('refused');
  }

  async start() {
    if (this.going) return;
    const { signal } = (this.going = new AbortController());
    const camera = (this.camera = new Camera(this.querySelector('video')));
    this.show('waking', 'wait');
    try {
      await camera.open();
      const decoder = await openDecoder(this.dataset); // not a byte of it before the camera is there
      if (signal.aborted) return;
      this.lamp.hidden = !camera.hasTorch;
      this.show('looking', 'aim');
      look({ camera, decoder, signal, hosts: this.dataset.hosts.split(' '), tell: (seen) => this.tell(seen) });
    } catch (error) {
      if (!signal.aborted) this.trouble(TROUBLES.includes(error.message) ? error.message : 'broken');
    } finally {
      if (signal.aborted) camera.close(); // the page was left meanwhile
    }
  }

  tell(seen) {
    if (seen.kind === 'path') this.go(seen.path);
    else if (seen.kind === 'book' && this.dataset.book) this.go(`${this.dataset.book}?isbn=${seen.isbn}`);
    else this.show('looking', seen.kind === 'dark' && !this.lamp.hidden ? 'lamp' : seen.kind);
  }

  // A page around it may take what was read for itself: then the camera looks on.
  go(path) {
    const told = this.dispatchEvent(new CustomEvent('scan-path', { detail: path, bubbles: true, cancelable: true }));
    if (!told) { this.show('looking', 'found'); return; }
    this.stop();
    this.show('found', 'found');
    location.assign(path);
  }

  trouble(name) {
    this.stop();
    this.show('asleep', name);
  }

  stop() {
    this.going?.abort();
    this.going = null;
    this.camera?.close();
    this.lamp.hidden = true;
    this.lamp.setAttribute('aria-pressed', 'false');
  }

  seen() {
    if (document.hidden && this.going) { this.stop(); this.left = true; this.show('asleep', 'first'); }
    else if (!document.hidden && this.left) { this.left = false; this.start(); }
  }

  async light(on) {
    const lit = await this.camera.torch(on);
    this.lamp.setAttribute('aria-pressed', String(lit));
  }

  // state: asleep (with the button), waking, looking, found; `name`: which sentence.
  show(state, name) {
    this.dataset.state = state;
    this.dataset.said = name;
    this.said.replaceChildren(this.words.querySelector(`[data-word=${name}]`).cloneNode(true));
  }
}
customElements.define('scan-camera', ScanCamera);
