// A page that looks again by itself: after each nudge of its room, after each reconnect, when it wakes from a sleep,
// and every five seconds while there is no socket. No state is sent, so a lost message heals at the next look.
import { io } from '../vendor/socket.io.esm.min.js';

export { refill } from './refill.js';

const POLL = 5000;
const RETRY = 15000;
const BEAT = 2000; // a beat that comes much too late: the device slept, and its socket may be dead without knowing
const SLEPT = 10000;
const PATIENCE = 5000; // a question that was under way when the network went is never answered
const SOON = 1000;

export class Live {
  // auth: {key} of a screen or {classroom} of a teacher. address(): where the part is. swap(html, response).
  constructor({ auth, address, swap, state = () => {} }) {
    Object.assign(this, { address, swap, state, asking: null, again: false, beat: Date.now() });
    this.socket = io('/live', { auth, transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax: 2000 });
    this.socket.on('connect', () => { this.away(false); this.look(); });
    this.socket.on('nudge', () => this.look());
    this.socket.on('disconnect', (reason) => { this.away(true); if (reason === 'io server disconnect') this.retry(); });
    this.socket.on('connect_error', () => { this.away(true); if (!this.socket.active) this.retry(); });
    for (const name of ['pageshow', 'focus']) addEventListener(name, () => this.wake());
    addEventListener('online', () => this.wake(true));
    document.addEventListener('visibilitychange', () => document.hidden || this.wake());
    addEventListener('pagehide', () => this.socket.disconnect());
    setInterval(() => this.listen(), BEAT);
  }

  listen() {
    const slept = Date.now() - this.beat > SLEPT;
    this.beat = Date.now();
    if (slept) this.wake(true);
  }

  // A refused or closed socket does not try again by itself: the house may be full for a while.
  retry() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.socket.connect(), RETRY);
  }

  // `anew`: whatever was under way is lost; join again and ask again.
  wake(anew = Date.now() - this.beat > SLEPT) {
    this.beat = Date.now();
    if (anew) { this.asking?.abort(); this.socket.disconnect(); }
    if (!this.socket.connected) this.socket.connect();
    this.look();
  }

  away(gone) {
    if (gone === this.gone) return; // each failed try says so again; waiting would begin anew
    this.gone = gone;
    this.state(gone);
    clearInterval(this.polling);
    if (gone) this.polling = setInterval(() => this.look(), POLL);
  }

  // One question at a time; nudges that come meanwhile ask once more at the end.
  async look() {
    if (this.asking) { this.again = true; return; }
    clearTimeout(this.soon);
    const asking = this.asking = new AbortController();
    const late = setTimeout(() => asking.abort(), PATIENCE);
    try {
      const asked = { headers: { Accept: 'text/html' }, cache: 'no-store', signal: asking.signal };
      const response = await fetch(this.address(), asked);
      if (response.status === 404 || response.redirected) location.reload(); // a new key, or signed out
      else if (response.ok) this.swap(await response.text());
    } catch { this.soon = setTimeout(() => this.look(), SOON); } // no network: ask until there is
    clearTimeout(late);
    this.asking = null;
    if (this.again) { this.again = false; this.look(); }
  }
}
