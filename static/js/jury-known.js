// What a juror's form shows beside the page itself: what the server last said, and over it what waits on this device.
import { fill, place, where } from './jury-card.js';

// The worker may have kept the page (data-kept) and what the server said since (data-known).
export function restore(box, queue) {
  const known = JSON.parse(box.dataset.known ?? 'null');
  queue.arrived({ touches: [], ballot: null }, Math.max(Number(box.dataset.newest), known?.newest ?? 0));
  if (box.dataset.open !== 'yes' || box.querySelector('[role=alert]')) queue.hand(false); // done, or refused with a reason
  if ('kept' in box.dataset) for (const old of document.querySelectorAll('.flashes')) old.remove(); // of then
  if (known) show(box, queue, known);
  const { touches, ballot, places } = queue.waiting();
  for (const one of touches) fill(box, one.entrant_id, one.field, one.number ?? one.text);
  if (ballot ?? places) place(box, ballot?.choices ?? [], places);
}

// What the server has, except where something newer waits here.
export function show(box, queue, said) {
  for (const [entrant, fields] of Object.entries(said.cards)) {
    for (const [name, { value }] of Object.entries(fields)) {
      if (!queue.has(entrant, name)) fill(box, entrant, name, value);
    }
  }
  const { ballot, places } = queue.waiting();
  if (!ballot && !places) place(box, said.choices);
  where(box, said.reading);
}
