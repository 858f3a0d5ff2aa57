// What a juror touched and the server has not answered for yet, on this device: one touch a field, the last.
// Each has a stamp past all this device has seen, so that the server can put touches together in any order.
import { newId } from './offline-queue.js';

const EMPTY = { touches: {}, newest: 0, ballot: null, places: null, handing: false };
const nameOf = ({ entrant_id: entrant, field }) => `${entrant}/${field}`;
const same = (one, other) => one?.stamp === other?.stamp && one?.client === other?.client;

export class JuryQueue {
  constructor(juror) {
    this.name = `readify-jury-${juror}`;
    this.client = newId(); // of this page: two pages that touch in one millisecond still differ
    this.memory = structuredClone(EMPTY);
  }

  read() {
    try { return { ...this.memory, ...JSON.parse(localStorage.getItem(this.name) ?? '{}') }; } catch { return this.memory; }
  }

  // Kept in the page as well: a browser in private mode may keep nothing.
  write(kept) {
    this.memory = kept;
    try { localStorage.setItem(this.name, JSON.stringify(kept)); } catch { /* then only the open page has it */ }
  }

  stamped(kept, what) {
    kept.newest = Math.max(Date.now(), kept.newest + 1);
    return { ...what, stamp: kept.newest, client: this.client };
  }

  touch(what) {
    const kept = this.read();
    kept.touches[nameOf(what)] = this.stamped(kept, what);
    this.write(kept);
  }

  // An order or a slip: `choices` once it is whole, and until then only `places`, [[name, value], …] as they stand in the form.
  vote(kind, choices, places) {
    const kept = this.read();
    kept.places = choices ? null : places;
    if (choices) kept.ballot = this.stamped(kept, { kind, choices });
    this.write(kept);
  }

  // The wish to hand in, which waits for the network as the rest does.
  hand(handing) {
    this.write({ ...this.read(), handing });
  }

  waiting() {
    const { touches, ...rest } = this.read();
    return { touches: Object.values(touches), ...rest };
  }

  has(entrant, field) {
    return nameOf({ entrant_id: entrant, field }) in this.read().touches;
  }

  // These have arrived; what was touched anew meanwhile stays.
  arrived({ touches, ballot }, newest) {
    const kept = this.read();
    for (const one of touches) if (same(kept.touches[nameOf(one)], one)) delete kept.touches[nameOf(one)];
    if (same(kept.ballot, ballot)) kept.ballot = null;
    kept.newest = Math.max(kept.newest, newest);
    this.write(kept);
  }
}
