// What the worker fetches before it is asked for: little at a first visit, the rest while a later page stands still.
// A first visit keeps the page that is seen (from its own text), the log form and the titles that it finds.
import { files, forgetOthers, gather, namedIn } from './files.js';
import { here, notice, peek } from './pages.js';

const HOUR = 3_600_000;
const FRESH = 12 * HOUR; // a kept page younger than this is not fetched again
const FRESH_TITLES = 7 * 24 * HOUR;

// The pages that need nobody's network, and what they name. `our`: the release's facts.
export async function keepShell(our) {
  const store = await files(our.release);
  await gather(our.extras, our);
  const response = await fetch(our.shell);
  if (!response.ok) throw new Error(our.shell);
  await store.put(our.shell, response.clone());
  await gather(namedIn(await response.text()), our);
}

let going;
export function fetchAhead(our, asked) {
  going ??= ahead(our, asked).finally(() => { going = null; });
  return going;
}

// `network`: `save` (the device asks for as little as can be), `slow` or `good`. `seen`: the page's own text.
async function ahead(our, { network, path, seen }) {
  if (seen && our.tabs.includes(path)) await keepSeen(our, { path, seen });
  if (network === 'save') return;
  const first = !(await peek(our.titles));
  const wanted = first || network === 'slow' ? ['/gelezen'] : our.tabs;
  let text = '';
  for (const one of wanted) text = (await fetchOne(our, one, FRESH)) || text;
  await fetchOne(our, our.titles, FRESH_TITLES);
  if (text && (await otherLanguage(our, text))) await keepShell(our);
  await tidy(our);
}

// Fetches one page that is not kept yet, or for long; answers its text.
async function fetchOne(our, path, fresh) {
  const copy = await peek(path);
  if (copy && copy.get('Kept-By') === our.release && Date.now() - Number(copy.get('Kept-At')) < fresh) return '';
  const response = await fetch(path, { headers: { Accept: 'text/html' }, redirect: 'manual' });
  if (!response.ok) return ''; // signed out, or a page that is not for this child
  const text = await response.clone().text();
  if (!(await notice(path, response, our))) return '';
  if (path !== our.titles) await gather(namedIn(text), our);
  return text;
}

// The page on which the worker came to be did not pass through it. Its text is here; the server adds only what its
// headers say: whose it is, and for how long.
async function keepSeen(our, { path, seen }) {
  if (await peek(path)) return;
  const head = await fetch(path, { method: 'HEAD', redirect: 'manual' });
  if (!head.ok || head.headers.get('Readify-Reader') !== seen.reader) return;
  if (await notice(path, new Response(seen.text, { headers: head.headers }), our)) await gather(namedIn(seen.text), our);
}

const languageOf = (text) => /<html[^>]*? lang="([^"]*)/.exec(text)?.[1];

async function otherLanguage(our, text) {
  const shell = await (await files(our.release)).match(our.shell);
  return languageOf(text) !== languageOf((await shell?.text()) ?? '');
}

// Files of older releases go when no kept page needs them any more.
async function tidy(our) {
  if (!(await here())) return;
  const kept = await Promise.all(our.tabs.map(peek));
  if (kept.every((copy) => !copy || copy.get('Kept-By') === our.release)) await forgetOthers(our.release);
}
