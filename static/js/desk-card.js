// What a scanner typed, or the camera read, as a card. Pure but for the hash; knows no page.
// Only the hash of a card's token stays on this device: what waits here opens no door.
const TOKEN = 20;
const TYPED = 10;
const ON_A_CARD = /(?:^|[^0-9A-Z])([KP])[^0-9A-Z]([0-9A-Z]*)$/; // scanners may type other signs between
const A_POSTER = /(?:^|[^0-9A-Z])S[^0-9A-Z][0-9A-Z]+$/;
const ADDRESS = /HTTPS?[^0-9A-Z]/g;

// {kind: 'none' | 'half' | 'two' | 'poster'} or {kind: 'whole', letter, token}; letter K, P or '' (not said).
export function cardIn(text) {
  const plain = text.replace(/\s/g, '').toUpperCase().replace(/\/+$/, '');
  if (!plain) return { kind: 'none' };
  const addresses = plain.match(ADDRESS) ?? [];
  if (addresses.length > 1) return { kind: 'two' };
  const found = ON_A_CARD.exec(plain);
  if (!found && A_POSTER.test(plain)) return { kind: 'poster' };
  if (!found && addresses.length) return { kind: 'half' };
  const letter = found?.[1] ?? '';
  const token = (found?.[2] ?? plain).replaceAll('-', '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (token.length > TOKEN) return { kind: 'two' };
  const whole = /^[0-9A-Z]+$/.test(token) && (token.length === TOKEN || (!letter && token.length === TYPED));
  return whole ? { kind: 'whole', letter, token } : { kind: 'half' };
}

// How the card is kept and sent: `K=hash`; a typed code as it is; also a token where browsers cannot hash.
export async function sealed({ letter, token }) {
  if (token.length === TYPED || !globalThis.crypto?.subtle) return letter ? `${letter}/${token}` : token;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  return `${letter}=${[...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
