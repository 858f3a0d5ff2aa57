// Sound and trembling on a child's pages: both off until the child turns them on, kept on this device only.
// The bells are fetched when they are first to be heard.

const KEYS = { sound: 'readify-geluid', tremble: 'readify-trillen' };

export const canFeel = { sound: () => 'AudioContext' in window, tremble: () => 'vibrate' in navigator };

export function feels(kind) {
  try { return localStorage.getItem(KEYS[kind]) === 'on'; } catch { return false; } // storage may be shut
}

export function setFeel(kind, on) {
  try { localStorage.setItem(KEYS[kind], on ? 'on' : 'off'); } catch { /* then for nothing: still silent */ }
}

// A tap that counts, or the one celebration: `notes` bells and as many short pushes.
export function feel(notes) {
  if (feels('sound')) import('./bells.js').then(({ ring }) => ring(notes)).catch(() => {}); // no network: no bell
  if (feels('tremble') && canFeel.tremble()) navigator.vibrate(Array.from({ length: notes * 2 - 1 }, (_, at) => (at % 2 ? 60 : 18)));
}
