// Looks through the camera again and again and tells what it makes of it. Knows no page; opens and stops nothing.
import { meaningOf } from './scan-codes.js';
import { brightness } from './scan-stream.js';

const REST = 90; // milliseconds between two looks, at least: the page stays quick on an old phone
const DARK = 38; // of 255
// Looks in a row that must agree before we tell. A QR code proves itself; a message stays long enough to be read.
const TIMES = { path: 1, book: 2, foreign: 3, wrong: 3, other: 3, dark: 8, aim: 24 };
const WINS = ['path', 'book'];

// Calls `tell(meaning)` whenever what is seen has changed for sure. Ends when `signal` is aborted.
export async function look({ camera, decoder, hosts, tell, signal }) {
  let told = 'aim';
  let last = '';
  let times = 0;
  while (!signal.aborted) {
    const began = performance.now();
    const picture = camera.picture();
    if (picture) {
      const seen = await judge(picture, decoder, hosts);
      const name = seen.kind + (seen.isbn ?? seen.path ?? '');
      times = name === last ? times + 1 : 1;
      last = name;
      if (!signal.aborted && times >= TIMES[seen.kind] && name !== told) tell(seen);
      if (times >= TIMES[seen.kind]) told = name;
    }
    const rest = Math.max(REST, performance.now() - began);
    await new Promise((resolve) => { setTimeout(resolve, rest); });
  }
}

// The best of what is in the picture: ours before not ours, anything before nothing.
async function judge(picture, decoder, hosts) {
  const meanings = (await codesIn(picture, decoder)).map((code) => meaningOf(code, hosts));
  const best = meanings.find(({ kind }) => WINS.includes(kind)) ?? meanings[0];
  return best ?? { kind: brightness(picture) < DARK ? 'dark' : 'aim' };
}

async function codesIn(picture, decoder) {
  try {
    return await decoder.detect(picture);
  } catch {
    return []; // one bad picture; the next may be better
  }
}
