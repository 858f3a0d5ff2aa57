// A page that looks again by itself: after each nudge of its room, after each reconnect, and every five seconds
// while there is no socket. The server sends no state, so a lost message heals itself at the next look.
import { io } from '../vendor/socket.io.esm.min.js';

const POLL = 5000;
const RETRY = 15000;

export class Live {
  // auth: {key} of a screen or {classroom} of a teacher. address(): where the part is. swap(html, response).
  constructor({ auth, address, swap, state = () => {} }) {
    Object.assign(this, { address, swap, state, asking: false, again: false });
    this.socket = io('/live', { auth, transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax: 4000 });
    this.socket.on('connect', () => { this.away(false); this.look(); });
    this.socket.on('nudge', () => this.look());
    this.socket.on('disconnect', (reason) => { this.away(true); if (reason === 'io server disconnect') this.retry(); });
    this.socket.on('connect_error', () => { this.away(true); if (!this.socket.active) this.retry(); });
    for (const name of ['online', 'pageshow', 'focus']) addEventListener(name, () => this.wake());
    document.addEventListener('visibilitychange', () => document.hidden || this.wake());
    addEventListener('pagehide', () => this.socket.disconnect());
  }

  // A refused or closed socket does not try again by itself: the house may be full for a while.
  retry() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.socket.connect(), RETRY);
  }

  wake() {
    if (!this.socket.connected) this.socket.connect();
    this.look();
  }

  away(gone) {
    this.state(gone);
    clearInterval(this.polling);
    if (gone) this.polling = setInterval(() => this.look(), POLL);
  }

  // One question at a time; nudges that come meanwhile ask once more at the end.
  async look() {
    if (this.asking) { this.again = true; return; }
    this.asking = true;
    try {
      const response = await fetch(this.address(), { headers: { Accept: 'text/html' }, cache: 'no-store' });
      if (response.status === 404 || response.redirected) location.reload(); // a new key, or signed out
      else if (response.ok) this.swap(await response.text());
    } catch { /* no network: the next look will tell */ }
    this.asking = false;
    if (this.again) { this.again = false; this.look(); }
  }
}

// Puts fresh HTML in, and the focus back where it was.
export function refill(box, html) {
  const kept = document.activeElement && box.contains(document.activeElement) ? pathOf(document.activeElement) : null;
  box.innerHTML = html;
  if (kept) box.querySelector(kept)?.focus({ preventScroll: true });
}

function pathOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.href) return `a[href="${CSS.escape(element.getAttribute('href'))}"]`;
  return element.value ? `${element.localName}[value="${CSS.escape(element.value)}"]` : null;
}
