// The log form without network and without a worker: what is sent goes into the queue and the page says so.
// Where a worker looks after the page it does this itself, also when the network only seemed to be there.
import { keep, newId } from '../offline-queue.js';
import './waiting-list.js';

const form = document.querySelector('form.log');
form.dataset.offline = '';
form.addEventListener('submit', (event) => {
  if (navigator.onLine !== false || navigator.serviceWorker?.controller || new URL(form.action).pathname !== '/gelezen') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  keep('reading', new FormData(form)).then(kept, () => dispatchEvent(new Event('queue-refused')));
}, true);

function kept() {
  form.reset();
  form.elements.submission_id.value = newId();
  document.querySelector('waiting-list').scrollIntoView({ block: 'center' });
}
