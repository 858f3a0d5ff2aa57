// The files that kept pages need (style, scripts, letters, drawings), by release. Used by the worker only.
// Their addresses never change content, so what is here is right, and the browser's own cache gives most of them.
const FILES = 'readify-files-';
const IMPORTS = /(?:^|[\s;])(?:import|from)\s*['"](\.[^'"]+)['"]/g; // not import(): what comes later comes later

export const files = (release) => caches.open(FILES + release);

// The addresses in a page's HTML.
export const namedIn = (html) => [...html.matchAll(/(?:href|src)="([^"#]+)/g)].map(([, address]) => address);

// Takes in what is named under `prefix`, and what those scripts import.
export async function gather(named, { release, prefix }) {
  const store = await files(release);
  const todo = new Set(named.filter((address) => address.startsWith(prefix) && !address.endsWith('.png'))); // no icons
  for (const address of todo) {
    const response = (await store.match(address)) ?? (await fetched(store, address));
    if (!response || !address.endsWith('.js')) continue;
    for (const [, next] of (await response.text()).matchAll(IMPORTS)) {
      todo.add(new URL(next, new URL(address, location)).pathname);
    }
  }
}

async function fetched(store, address) {
  const response = await fetch(address);
  if (!response.ok) return null;
  await store.put(address, response.clone());
  return response;
}

// One file for a page: from here, else from the network; kept when the page that asks is one that is kept.
export async function file(request, { release }, keeps) {
  const found = await caches.match(request, { ignoreVary: true });
  if (found) return found;
  const response = await fetch(request);
  if (response.ok && response.status === 200 && (await keeps())) await (await files(release)).put(request, response.clone());
  return response;
}

export async function forgetOthers(release) {
  for (const name of await caches.keys()) {
    if (name.startsWith(FILES) && name !== FILES + release) await caches.delete(name);
  }
}
