// <reading-timer>: counts the silent reading time down from the server's clock, so a reload or a sleep keeps it.
const AROUND = 2 * Math.PI * 78;

class ReadingTimer extends HTMLElement {
  connectedCallback() {
    if (this.dataset.state === 'paused') this.draw(Number(this.dataset.left), this.dataset.paused);
    if (this.dataset.state !== 'running') return;
    this.offset = Number(this.dataset.now) - Date.now();
    this.tick();
    this.ticking = setInterval(() => this.tick(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.ticking);
  }

  tick() {
    const left = Math.max(0, Math.ceil((Number(this.dataset.ends) - Date.now() - this.offset) / 1000));
    this.draw(left);
    if (left > 0) return;
    clearInterval(this.ticking);
    this.dispatchEvent(new Event('timer-over', { bubbles: true }));
  }

  // Whole minutes; the last one in seconds.
  draw(left, words) {
    const minutes = Math.ceil(left / 60);
    const last = left < 60;
    this.querySelector('.moon-big').textContent = last ? left : minutes;
    this.querySelector('.moon-small').textContent =
      words ?? (last ? this.dataset.seconds : minutes === 1 ? this.dataset.minute : this.dataset.many);
    const share = Math.min(1, left / (Number(this.dataset.minutes) * 60));
    this.querySelector('.moon-ring').setAttribute('stroke-dasharray', `${(AROUND * share).toFixed(0)} ${AROUND.toFixed(0)}`);
  }
}
customElements.define('reading-timer', ReadingTimer);
