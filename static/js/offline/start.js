// On every page of a child, and where a passport without an account gets its stamps: registers the worker and sends
// what waits, after the page itself is done loading.
// A copy that the worker kept is made ready at once.
const AFTER = 1200; // milliseconds of rest after loading
const SOON = 3_000; // between two tries while something waits; it grows to:
const AGAIN = 30_000;
const kept = document.documentElement.hasAttribute('data-kept');
const reader = document.body.dataset.reader ?? '';
const workers = navigator.serviceWorker;

if (kept) import('./kept-page.js');
if (document.readyState === 'complete') loaded();
else addEventListener('load', loaded);

// At a first visit no worker saw this page come by: it gets the page's own text, as it stands before the first tap.
let seen = null;
function loaded() {
  if (workers && !workers.controller && reader) seen = { reader, text: `<!doctype html>${document.documentElement.outerHTML}` };
  setTimeout(begin, kept ? 0 : AFTER);
}

async function begin() {
  if (document.querySelector('waiting-list')) import('./waiting-list.js');
  if (document.querySelector('form.log')) import('./offline-form.js');
  addEventListener('online', () => { pause = SOON; look(); });
  document.addEventListener('visibilitychange', () => document.hidden || look());
  look();
  try {
    workers?.addEventListener('controllerchange', warm); // the first one here, or a newer one
    await workers?.register('/sw.js', { type: 'module', updateViaCache: 'imports' });
    warm();
  } catch { /* no network now, or a browser without such workers: the queue needs none */ }
}

function warm() {
  const { saveData, effectiveType } = navigator.connection ?? {};
  const network = saveData ? 'save' : /[23]g$/.test(effectiveType) ? 'slow' : 'good';
  if (!document.body.classList.contains('child')) workers.controller?.postMessage({ whose: reader }); // a guest's: nothing is kept
  else if (!kept) workers.controller?.postMessage({ warm: { network, path: location.pathname + location.search, seen } });
}

// The pause grows from try to try while the network stays away.
let next;
let pause = SOON;
async function look() {
  clearTimeout(next);
  try {
    const { send, waiting } = await import('../offline-queue.js');
    await send(reader);
    const due = (await waiting(reader)).filter((item) => item.state === 'waiting').map((item) => item.after - Date.now());
    if (due.length) next = setTimeout(look, Math.min(AGAIN, Math.max(pause, Math.min(...due))));
    pause = due.length ? Math.min(AGAIN, pause * 2) : SOON;
  } catch { /* this browser keeps nothing */ }
}
