// On a juror's form: lets the worker keep it for when the network is away, after the page itself is done loading.
const AFTER = 800; // milliseconds of rest after loading
const workers = navigator.serviceWorker;
const warm = () => workers.controller?.postMessage({ form: location.pathname });

async function begin() {
  try {
    workers.addEventListener('controllerchange', warm);
    await workers.register('/sw.js', { type: 'module', updateViaCache: 'imports' });
    warm();
  } catch { /* no network now, or a browser without such workers: then the open page is what there is */ }
}

if (workers && globalThis.crypto?.subtle && !document.querySelector('jury-form[data-kept]')) {
  if (document.readyState === 'complete') setTimeout(begin, AFTER);
  else addEventListener('load', () => setTimeout(begin, AFTER));
}
