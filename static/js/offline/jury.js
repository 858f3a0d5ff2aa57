// A juror's form on this device, for when the network is away: the page, and what the server last said of it.
// Both are sealed with the link itself: only who has the link can open them. One form at most. Used by the worker.
import { forgetOthers, gather, namedIn } from './files.js';

const STORE = 'readify-pages-jury'; // by this name it goes when somebody else comes or leaves, as a child's pages do
const FORM = /^\/jury\/[\w-]{16,}$/;
const STAND = /^\/jury\/[\w-]{16,}\/stand$/;
const HAND_IN = /^\/jury\/[\w-]{16,}\/inleveren$/;
export const isForm = (path) => FORM.test(path);

const bytes = (text) => new TextEncoder().encode(text);
const hash = (text) => crypto.subtle.digest('SHA-256', bytes(text));
const lock = async (path) => crypto.subtle.importKey('raw', await hash(`lock ${path}`), 'AES-GCM', false, ['encrypt', 'decrypt']);
const named = async (path) => `/jury/${[...new Uint8Array(await hash(`name ${path}`))].map((one) => one.toString(16).padStart(2, '0')).join('')}`;

async function put(path, text, headers = {}) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await lock(path), bytes(text));
  await (await caches.open(STORE)).put(await named(path), new Response(new Blob([iv, sealed]), { headers }));
}

async function get(path) {
  const found = await caches.match(await named(path), { cacheName: STORE });
  if (!found) return null;
  const whole = await found.arrayBuffer();
  const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: whole.slice(0, 12) }, await lock(path), whole.slice(12));
  return { text: new TextDecoder().decode(opened), headers: found.headers };
}

const forget = () => caches.delete(STORE);
const has = async (path) => Boolean(await caches.match(await named(path), { cacheName: STORE }));

// What the server gave for the form's address: kept while it allows that, and forgotten when it does no longer.
export async function keepForm(path, response, our) {
  if (response.headers.get('Readify-Reader') === null || response.status >= 500) return; // a proxy's page, or trouble
  const seconds = Number(response.headers.get('Readify-Keep'));
  if (!(seconds > 0)) { if (await has(path)) await forget(); return; }
  const headers = new Headers(response.headers);
  for (const gone of ['Content-Encoding', 'Content-Length', 'Set-Cookie']) headers.delete(gone);
  headers.set('Kept-Until', Date.now() + seconds * 1000);
  const text = await response.text();
  await forget(); // another juror's, or what was said of an older one
  await put(path, text, headers);
  await gather(namedIn(text), our);
  await forgetOthers(our.release);
}

// The form as it was, with all the server is known to have; undefined when it is not here or its time is up.
export async function findForm(path) {
  const page = await get(path);
  if (!page) return undefined;
  if (Date.now() > Number(page.headers.get('Kept-Until'))) { await forget(); return undefined; }
  const said = (await get(`${path}/stand`))?.text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const known = said ? ` data-known="${said}"` : '';
  return new Response(page.text.replace('<jury-form', (tag) => `${tag} data-kept${known}`), { headers: page.headers });
}

// Asked for once by the page on which the worker came to be: that one did not pass through it.
export async function warmForm(path, our) {
  if (isForm(path) && !(await has(path))) await keepForm(path, await fetch(path, { headers: { Accept: 'text/html' } }), our);
}

// What a form sends. True when it was for here.
export function passesHere(event, path) {
  if (STAND.test(path)) event.respondWith(stand(event, path));
  else if (HAND_IN.test(path) && event.request.method === 'POST') event.respondWith(handIn(event, path.replace(/\/\w+$/, '')));
  else return false;
  return true;
}

async function stand(event, path) {
  const response = await fetch(event.request);
  event.waitUntil(keepStand(path, response.clone()).catch(() => {}));
  return response;
}

async function keepStand(path, response) {
  const said = await response.json();
  if (!(await has(path.replace(/\/stand$/, '')))) return;
  if (response.ok && said.state === 'written') await put(path, JSON.stringify(said));
  else if (['no_link', 'expired'].includes(said.code)) await forget();
}

// The wish to hand in stays on the page, which goes on trying.
const handIn = (event, form) => fetch(event.request).catch(() => Response.redirect(`${form}#inleveren`, 303));
