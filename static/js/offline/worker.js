// The service worker: a child's tabs and what they need when the network is away, and what is sent meanwhile.
// A juror's form see `jury.js`; pages of teachers, libraries and screens pass through untouched. `/sw.js` begins it with
// the release's facts.
import { drop, keep, put, send, waiting } from '../offline-queue.js';
import { fetchAhead, keepShell } from './ahead.js';
import { file } from './files.js';
import { findForm, isForm, keepForm, passesHere, warmForm } from './jury.js';
import { find, here, notice, wipe } from './pages.js';
import { dropFact, fact, setFact } from './store.js';
import { found } from './titles.js';

const SLOW = 5_000; // milliseconds: then a kept page is better than waiting on
const GRACE = 10_000; // what is on its way is left alone that long
const SAID = { '/bewaard': 'log', '/bewaard?wat=stempel': 'stamp', '/bewaard?wat=niet': 'full' }; // by the address
const DOORS = /^\/(k|namen|plaatjes|woorden|inloggen|wachtwoord[^/]*)(\/|$)/i;
const SPOT = /^\/s\/([\w-]{1,40})\/?$/i;

let our;
export function begin(settings) {
  our = settings;
  addEventListener('install', (event) => { event.waitUntil(install()); });
  addEventListener('activate', (event) => { event.waitUntil(clients.claim()); });
  addEventListener('fetch', (event) => { route(event, new URL(event.request.url)); });
  addEventListener('sync', (event) => { event.waitUntil(sendAll()); });
  addEventListener('message', (event) => {
    if ('warm' in event.data) event.waitUntil(fetchAhead(our, event.data.warm));
    if ('whose' in event.data) event.waitUntil(whose(event.data.whose));
    if ('form' in event.data) event.waitUntil(warmForm(event.data.form, our));
  });
}

async function install() {
  await keepShell(our);
  await skipWaiting(); // open pages keep their files: those of an older release go when its pages are replaced
}

// Fails when something is left, so that the browser wakes us again.
async function sendAll() {
  const reader = await here();
  await send(reader);
  const left = (await waiting(reader)).some((item) => item.state === 'waiting' && item.after <= Date.now());
  if (left) throw new Error('still waiting');
}

function route(event, url) {
  const { method, mode } = event.request;
  if (url.origin !== location.origin || passesHere(event, url.pathname)) return;
  if (mode === 'navigate' && method === 'GET') event.respondWith(visit(event, url));
  else if (mode === 'navigate' && url.pathname === '/gelezen') event.respondWith(log(event));
  else if (mode === 'navigate' && url.pathname === '/uitloggen') event.respondWith(leave(event));
  else if (mode === 'navigate' && DOORS.test(url.pathname)) event.respondWith(wipe().then(() => fetch(event.request)));
  else if (method === 'GET' && url.pathname.startsWith(our.prefix)) event.respondWith(file(event.request, our, () => isKept(event)));
  else if (method === 'GET' && url.pathname === '/gelezen/boeken') event.respondWith(titles(event, url));
}

// A page: from the network, else the copy that was kept of a tab, else a word about the network.
async function visit(event, url) {
  const path = url.pathname === '/' ? '/thuis' : url.pathname;
  try {
    if (await fact('leaving').catch(() => false)) await leaveAtLast();
    if (DOORS.test(url.pathname)) await wipe();
    const asked = fetch(event.request).then((response) => seen(event, url, response));
    const copy = await copyOf(path);
    const response = await (copy ? Promise.race([asked, slow(copy)]) : asked);
    return copy && response.status >= 502 ? copy : response;
  } catch {
    if (SPOT.test(path)) return stamp(path);
    return (await copyOf(path)) ?? page(SAID[path + url.search]);
  }
}

async function copyOf(path) {
  if (isForm(path)) return findForm(path).catch(() => undefined);
  return our.tabs.includes(path) ? find(path) : undefined;
}
const slow = (copy) => new Promise((resolve) => { setTimeout(resolve, SLOW, copy); });

// What stands on the one page that needs no network: all it can say is in it, and this part is shown.
async function page(part = 'network') {
  const found = await caches.match(our.shell);
  if (!found) return Response.error();
  const shown = (await found.text()).replace('data-part="network"', '$& hidden').replace(`data-part="${part}" hidden`, `data-part="${part}"`);
  return new Response(shown, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': found.headers.get('Content-Security-Policy') } });
}

// Whose page this is counts at once, before it is shown: nobody else's copy may outlive it.
async function seen(event, url, response) {
  if (response.type === 'opaqueredirect') return response;
  const reader = response.headers.get('Readify-Reader');
  const known = reader === (await here());
  const tab = url.search === '' && our.tabs.includes(url.pathname);
  const noticed = tab ? response.clone() : new Response(null, { headers: reader === null ? {} : { 'Readify-Reader': reader } });
  const form = isForm(url.pathname) && url.search === '' ? response.clone() : null;
  const keeping = notice(url.pathname, noticed, our).catch(() => {});
  event.waitUntil(form ? keeping.then(() => keepForm(url.pathname, form, our)).catch(() => {}) : keeping);
  if (!known) await keeping;
  return response;
}

// A log: kept first, then sent. It leaves the queue when the server has answered, whatever befalls page or network.
async function log(event) {
  const fields = [...(await event.request.clone().formData())];
  const { submission_id: id, reader } = Object.fromEntries(fields);
  const before = await keep('reading', fields, { reader, after: Date.now() + GRACE }).catch(() => null);
  const response = await fetch(event.request).catch(() => null);
  if (response && response.status < 500 && response.status !== 429) {
    if (before !== null && id) await (response.status === 422 && before ? put(before) : drop(id)).catch(() => {});
    return response;
  }
  if (before === null || !id || !reader) return response ?? page('full');
  await keep('reading', fields, { reader }).catch(() => {}); // as before, and due from now on
  return Response.redirect('/bewaard', 303);
}

// A poster's address, opened without a network: the stamp waits for the child who is here.
async function stamp(path) {
  const reader = await here();
  const code = SPOT.exec(path)[1].toUpperCase();
  if (!reader) return page();
  try {
    const earlier = (await waiting(reader)).some((item) => item.kind === 'stamp' && Object.fromEntries(item.fields).code === code);
    if (!earlier) await keep('stamp', { code }, { reader });
    return Response.redirect('/bewaard?wat=stempel', 303);
  } catch {
    return page('full');
  }
}

// Out is out, also without a network: nothing of this child is shown any more, and the server hears it as soon as it can.
async function leave(event) {
  await wipe();
  await setFact('leaving', true).catch(() => {});
  try {
    const response = await fetch(event.request);
    await dropFact('leaving').catch(() => {});
    return response;
  } catch {
    return page();
  }
}

async function leaveAtLast() {
  await fetch('/uitloggen', { method: 'POST', redirect: 'manual' });
  await dropFact('leaving');
}

async function titles(event, url) {
  try {
    return await fetch(event.request);
  } catch {
    const kept = await find(our.titles);
    return Response.json(found(kept ? (await kept.json()).items : [], url.searchParams.get('q') ?? ''));
  }
}

async function isKept(event) {
  const client = await clients.get(event.clientId);
  const path = client && new URL(client.url).pathname;
  return Boolean(client) && (our.tabs.includes(path) || isForm(path));
}

// The page on which the worker came to be did not pass through it: whose it is, the server says.
async function whose(reader) {
  if (reader !== (await here())) await notice('', await fetch(our.shell, { method: 'HEAD' }), our);
}
