// On every page of a child: a tap is answered at once, a form goes once, and what was tapped moves along.
// Nothing here is needed: without it the same links and forms work. Nor does the page wait for sound and trembling.
const sense = import('./feel.js').catch(() => null);

const PATIENCE = 6000; // ms after which a form that got no answer may be sent again
const PICTURES = '.cover-box,.medal,.head';
let tapped = null;

// iOS shows :active only where somebody listens to touches.
document.addEventListener('touchstart', () => {}, { passive: true });

document.addEventListener('click', (event) => {
  tapped = event.target.closest('a,button');
  if (tapped?.matches('.btn-lamp,.tab-plus,.tile')) sense.then((found) => found?.feel(1));
});

// The second tap of a double tap sends nothing; forms with a sending of their own are passed by.
document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented) return;
  if (Date.now() - (form.sentAt ?? -Infinity) < PATIENCE) { event.preventDefault(); return; }
  form.sentAt = Date.now();
  submitter?.setAttribute('aria-busy', 'true');
});

addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) delete form.sentAt;
  for (const busy of document.querySelectorAll('[aria-busy=true]')) busy.removeAttribute('aria-busy');
});

// The picture on what was tapped becomes the picture of the next page, and back again.
function star(picture) {
  if (!picture) return;
  document.querySelector('.star')?.classList.remove('star');
  document.body.classList.add('starred');
  picture.classList.add('star');
}

addEventListener('pageswap', (event) => {
  event.viewTransition?.ready?.catch(() => {}); // the next page need not take part
  if (event.viewTransition) star(tapped?.querySelector(PICTURES));
});

addEventListener('pagereveal', (event) => {
  if (!event.viewTransition) return;
  const from = window.navigation?.activation?.from?.url;
  const path = from && new URL(from).pathname;
  if (path) star(document.querySelector(`main a[href="${CSS.escape(path)}"] :is(${PICTURES})`));
  const was = path === location.pathname ? Number(new URL(from).searchParams.get('blad') ?? 1) : 0;
  const is = Number(document.querySelector('.passport')?.dataset.leaf);
  if (was && is && was !== is) event.viewTransition.types?.add(is > was ? 'onward' : 'backward');
});

// The one celebration may be heard and felt, when the child turned that on.
if (document.querySelector('.party-fresh')) sense.then((found) => found?.feel(3));
