// Soft bells, made on the spot: no files. Who rings them decides whether sound is on; `made` is for one page.
let made = null;

// `notes` bells going up; silent where the browser has no sound or wants a tap on this page first.
export function ring(notes) {
  if (!('AudioContext' in window)) return;
  made ??= new AudioContext();
  for (let note = 0; note < notes; note += 1) bell(520 * 2 ** ((note * 4) / 12), made.currentTime + note * 0.18);
}

function bell(pitch, at) {
  const tone = made.createOscillator();
  const loudness = made.createGain();
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.12, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.9);
  tone.connect(loudness).connect(made.destination);
  tone.start(at);
  tone.stop(at + 1);
}
