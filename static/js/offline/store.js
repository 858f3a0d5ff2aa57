// What this device keeps in IndexedDB. Every call opens, does one thing and closes, so that an update never waits
// for an open page. Rejects where a browser keeps nothing (private mode) or has no room.
const NAME = 'readify';

// The schema's steps, in order. A step that was released is never changed: a queue outlives every update.
const STEPS = [
  (base) => base.createObjectStore('queue', { keyPath: 'id' }),
  (base, change) => {
    base.createObjectStore('facts');
    const walk = change.objectStore('queue').openCursor();
    walk.onsuccess = () => {
      if (!walk.result) return;
      walk.result.update({ state: 'waiting', tries: 0, after: 0, ...walk.result.value });
      walk.result.continue();
    };
  },
];

function opened(version = STEPS.length) {
  return new Promise((resolve, reject) => {
    const asked = version ? indexedDB.open(NAME, version) : indexedDB.open(NAME);
    asked.onupgradeneeded = ({ oldVersion }) => {
      for (const step of STEPS.slice(oldVersion)) step(asked.result, asked.transaction);
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    // Kept by a newer release that was taken back: its schema only has more than ours.
    asked.onerror = () => (version && asked.error.name === 'VersionError' ? resolve(opened(0)) : reject(asked.error));
  });
}

// Runs `work(store)` in one transaction; answers the result of the request it gives back once all is on disk.
export async function within(name, mode, work) {
  const base = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const change = base.transaction(name, mode, { durability: 'strict' });
      const asked = work(change.objectStore(name));
      change.oncomplete = () => resolve(asked?.result);
      change.onabort = () => reject(change.error ?? new Error('not kept'));
    });
  } finally {
    base.close();
  }
}

export const fact = (name) => within('facts', 'readonly', (facts) => facts.get(name));
export const setFact = (name, value) => within('facts', 'readwrite', (facts) => facts.put(value, name));
export const dropFact = (name) => within('facts', 'readwrite', (facts) => facts.delete(name));
