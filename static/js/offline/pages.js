// The pages of one child that this device may show without a network, and whose they are. Used by the worker only.
// There is one such child at most: another visitor's page, a way in or out, or the end of the sign-in wipes all.
import { newId } from '../offline-queue.js';
import { dropFact, fact, setFact } from './store.js';

const PAGES = 'readify-pages-';

export const here = () => fact('here').catch(() => '');

export async function wipe(except = null) {
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== except) await caches.delete(name);
  }
  if (!except) await dropFact('here').catch(() => {});
}

// Looks whose page the server has just given, and keeps it when the server allows that. True when kept.
export async function notice(path, response, { release }) {
  const reader = response.headers.get('Readify-Reader');
  if (reader === null) return false; // no page of ours: a proxy's, or only a step on the way
  if (reader === 'none') { if (await here()) await wipe(); return false; }
  if (reader !== (await here())) {
    await wipe(PAGES + reader);
    await setFact('here', reader);
  }
  const seconds = Number(response.headers.get('Readify-Keep'));
  if (!(seconds > 0) || response.redirected) return false;
  const headers = new Headers(response.headers);
  for (const gone of ['Content-Encoding', 'Content-Length', 'Set-Cookie']) headers.delete(gone);
  headers.set('Kept-At', Date.now());
  headers.set('Kept-Until', Date.now() + seconds * 1000);
  headers.set('Kept-By', release);
  const text = (await response.text()).replace('<html ', '<html data-kept ');
  await (await caches.open(PAGES + reader)).put(path, new Response(text, { headers }));
  return true;
}

// What the headers of a kept page say; null when there is none.
export async function peek(path) {
  const reader = await here();
  const page = reader && (await (await caches.open(PAGES + reader)).match(path));
  return page ? page.headers : null;
}

// The kept page of who is here, if it may still be shown. A clock that was set back ends it too.
export async function find(path) {
  const reader = await here();
  if (!reader) return undefined;
  const page = await (await caches.open(PAGES + reader)).match(path);
  if (!page) return undefined;
  const now = Date.now();
  if (now <= Number(page.headers.get('Kept-Until')) && now >= Number(page.headers.get('Kept-At')) - 60_000) return renewed(page);
  await wipe();
  return undefined;
}

// Each showing of a form is a submission of its own: the number in the copy may have been used.
async function renewed(page) {
  const text = (await page.text()).replaceAll(/(name="submission_id" value=")[^"]*/g, (_, before) => before + newId());
  return new Response(text, { headers: page.headers });
}
