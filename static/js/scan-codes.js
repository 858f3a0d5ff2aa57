// What a code that the camera read means to us. Opens nothing; knows no page and no camera.
const SPOT = /^\/s\/([\w-]{1,40})\/?$/i;
const CARD = /^\/k(?:\/([\w-]{1,80}))?\/?$/i; // without a token: the class word's page, as on the digiboard
const TEAM = /^\/t\/([\w-]{1,40})\/?$/i; // an invitation: its page asks first
const PASSPORT = /^\/p\/([\w-]{1,80})\/?$/i;

// {kind: 'book', isbn} | {kind: 'path', path} | {kind: 'foreign' | 'wrong' | 'other'}
export function meaningOf({ format, rawValue }, hosts) {
  const text = rawValue.trim();
  if (format === 'qr_code') return ofAddress(text, hosts);
  if (format !== 'ean_13' || !/^97[89]\d{10}$/.test(text)) return { kind: 'other' };
  return addsUp(text) ? { kind: 'book', isbn: text } : { kind: 'wrong' };
}

// Only a path of a known kind on a host of ours; it is followed on this very site, so never elsewhere.
function ofAddress(text, hosts) {
  const address = addressIn(text);
  if (!address || !hosts.includes(address.host)) return { kind: 'foreign' };
  const spot = SPOT.exec(address.pathname);
  if (spot) return { kind: 'path', path: `/S/${spot[1]}` };
  const card = CARD.exec(address.pathname);
  if (card) return { kind: 'path', path: card[1] ? `/K/${card[1]}` : '/k' };
  const passport = PASSPORT.exec(address.pathname);
  if (passport) return { kind: 'path', path: `/P/${passport[1]}` };
  const team = TEAM.exec(address.pathname);
  if (team) return { kind: 'path', path: `/T/${team[1]}` };
  return { kind: 'foreign' };
}

function addressIn(text) {
  try {
    const address = new URL(text);
    return /^https?:$/.test(address.protocol) ? address : null;
  } catch {
    return null; // a sentence, a phone number, a ticket
  }
}

function addsUp(digits) {
  return [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0) % 10 === 0;
}
