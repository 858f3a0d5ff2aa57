// The desk's places as tiles: those that the card on the desk has are ticked, and what the button says.
export class Spots {
  constructor(form) {
    this.radios = [...form.querySelectorAll('[name=spot]')];
    this.go = form.querySelector('[data-part=go]');
    form.addEventListener('change', () => this.name());
    this.name();
  }

  get chosen() { return this.radios.find((radio) => radio.checked); }

  // `had`: numbers of spots. Answers how many of all.
  tick(had) {
    for (const radio of this.radios) this.mark(radio, had.includes(Number(radio.value)));
    return [this.radios.filter((radio) => radio.disabled).length, this.radios.length];
  }

  mark(radio, had) {
    radio.disabled = had;
    if (had) radio.checked = false;
    radio.closest('.desk-tile').classList.toggle('desk-had', had);
    this.name();
  }

  name() {
    if (!this.go) return;
    const { plain, spot } = this.go.dataset;
    this.go.textContent = this.chosen ? spot.replace('#', this.chosen.dataset.position) : plain;
  }
}
