// What waits on this device for the network: logs and stamps, each sent once, only while the child who made it is
// here. Pages and the worker share it. `keep('stamp', { code })` and `keep('reading', fields)` put something in.
import { within } from './offline/store.js';

const ADDRESS = '/wachtrij';
const PATIENCE = 20_000; // milliseconds for one answer
const LONGEST = 90 * 86_400_000; // nothing waits longer than this: a child that left leaves nothing behind
const FIRST_PAUSE = 5_000;
const LAST_PAUSE = 3_600_000;
export const news = 'BroadcastChannel' in globalThis ? new BroadcastChannel('readify-queue') : null;
const listeners = new Set();

export const onChange = (listen) => {
  listeners.add(listen);
  news?.addEventListener('message', listen);
};

function changed() {
  news?.postMessage('changed'); // the other pages and the worker
  for (const listen of listeners) listen();
}

// Puts something in the queue; answers what stood there under the same number. Rejects where nothing can be kept.
// `fields`: pairs or a mapping as the form sends them. `after`: not sent before this moment (milliseconds). `to`: where.
// A library's desk keeps `desk-stamp` and `desk-reading` here under its account's key.
export async function keep(kind, fields, { reader = ownKey(), after = 0, to = ADDRESS } = {}) {
  const pairs = Array.isArray(fields) ? fields : [...(fields.entries?.() ?? Object.entries(fields))];
  const id = Object.fromEntries(pairs).submission_id || newId();
  const item = { id, kind, reader, to, fields: pairs, made: Date.now(), state: 'waiting', tries: 0, after };
  const before = await within('queue', 'readwrite', (queue) => {
    const asked = queue.get(id);
    asked.onsuccess = () => queue.put(item);
    return asked;
  });
  if (!after) wakeLater();
  changed();
  return before;
}

// Where browsers can (Background Sync), they wake the worker when the network is back, also with no page open.
function wakeLater() {
  globalThis.registration?.sync?.register('readify-queue').catch(() => {});
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register('readify-queue')).catch(() => {});
}

// The queue of one child, oldest first.
export async function waiting(reader) {
  const all = await within('queue', 'readonly', (queue) => queue.getAll());
  return all.filter((item) => item.reader === reader).sort((one, other) => one.made - other.made);
}

export async function drop(id) {
  await within('queue', 'readwrite', (queue) => queue.delete(id));
  changed();
}

export async function put(item) {
  await within('queue', 'readwrite', (queue) => queue.put(item));
  changed();
}

// Sends what is due of this child. Tabs and the worker take turns; the server counts each once whatever happens.
export function send(reader) {
  const run = () => sendDue(reader);
  return navigator.locks ? navigator.locks.request('readify-queue', run) : run();
}

async function sendDue(reader) {
  await clearOld();
  for (const item of reader ? await waiting(reader) : []) {
    if (item.state === 'waiting' && item.after <= Date.now() && !(await sendOne(item))) return;
  }
}

// One item; false when the rest had better wait too.
async function sendOne(item) {
  let answer;
  try {
    answer = await fetch(item.to ?? ADDRESS, { method: 'POST', body: bodyOf(item), redirect: 'manual', signal: AbortSignal.timeout?.(PATIENCE) });
  } catch {
    return false; // no network: all of it stays as it is
  }
  const said = await answer.json().catch(() => null); // a portal that asks for a sign-in answers pages, not this
  if (answer.status === 401 || answer.status === 403) return false;
  if (answer.ok && said?.state === 'written') await arrived(item, said);
  else if ([400, 413, 422].includes(answer.status) && said) await settle(item, { state: item.kind === 'reading' ? 'look' : 'aside', said: said.message });
  else if ([404, 409].includes(answer.status) && said) await settle(item, { state: 'aside', said: said.message });
  else return later(item, Number(answer.headers.get('Retry-After')) * 1000);
  return true;
}

function bodyOf(item) {
  const body = new URLSearchParams(item.fields);
  for (const name of ['kind', 'reader']) body.set(name, item[name]);
  body.set('submission_id', item.id);
  return body;
}

const arrived = (item, said) => settle(item, item.kind === 'reading' ? null : { state: 'came', said: said.said ?? said.place });

async function later(item, wished) {
  const pause = Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** item.tries) * (0.75 + Math.random() / 2);
  await settle(item, { tries: item.tries + 1, after: Date.now() + Math.max(wished || 0, pause) });
  return false;
}

// Changes (null: takes out) the item as it was sent; one that was filled in anew meanwhile stays as it is now.
async function settle(item, changes) {
  await within('queue', 'readwrite', (queue) => {
    const asked = queue.get(item.id);
    asked.onsuccess = () => {
      if (asked.result?.made !== item.made) return;
      if (changes) queue.put({ ...asked.result, ...changes });
      else queue.delete(item.id);
    };
  });
  changed();
}

function clearOld() {
  const oldest = Date.now() - LONGEST;
  return within('queue', 'readwrite', (queue) => {
    const walk = queue.openCursor();
    walk.onsuccess = () => {
      if (!walk.result) return;
      if (walk.result.value.made < oldest) walk.result.delete();
      walk.result.continue();
    };
  });
}

export const ownKey = () => globalThis.document?.body.dataset.reader ?? '';

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
