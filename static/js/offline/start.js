// On every page of a child: registers the worker and sends what waits, after the page itself is done loading.
// A copy that the worker kept is made ready at once.
const AFTER = 1200; // milliseconds of rest after loading
const AGAIN = 30_000; // between two tries while something waits
const kept = document.documentElement.hasAttribute('data-kept');
const reader = document.body.dataset.reader ?? '';

if (kept) import('./kept-page.js');
if (document.querySelector('form.log') && navigator.onLine === false) import('./offline-form.js');
addEventListener('offline', () => { if (document.querySelector('form.log')) import('./offline-form.js'); });
if (document.readyState === 'complete') setTimeout(begin, AFTER);
else addEventListener('load', () => setTimeout(begin, kept ? 0 : AFTER));

async function begin() {
  if (document.querySelector('waiting-list')) import('./waiting-list.js');
  addEventListener('online', look);
  document.addEventListener('visibilitychange', () => document.hidden || look());
  look();
  try {
    await navigator.serviceWorker?.register('/sw.js', { type: 'module', updateViaCache: 'none' });
    const { active } = await navigator.serviceWorker.ready;
    if (!kept && !navigator.connection?.saveData) active.postMessage({ warm: reader });
  } catch { /* a browser without such workers: pages need the network, the queue does not */ }
}

let next;
async function look() {
  clearTimeout(next);
  try {
    const { send, waiting } = await import('../offline-queue.js');
    await send(reader);
    if ((await waiting(reader)).some((item) => item.state === 'waiting')) next = setTimeout(look, AGAIN);
  } catch { /* this browser keeps nothing */ }
}
