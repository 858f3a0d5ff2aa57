// Finding a title in the few hundred that the device keeps, when the catalogue itself is out of reach.
const MOST = 6;
const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

// [[id, title, author, form, language, line], …] and what was typed -> the answer that the page's field expects.
export function found(items, asked) {
  const words = plain(asked).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (!words.length) return { items: [] };
  const hits = items.map((item) => [score(words, item), item]).filter(([points]) => points);
  hits.sort(([one], [other]) => other - one);
  return { items: hits.slice(0, MOST).map(([, item]) => shown(item)) };
}

// Every typed word must begin a word of title or author; titles that begin so come first.
function score(words, [, title, author]) {
  const there = plain(`${title} ${author}`).split(/[^\p{L}\p{N}]+/u);
  if (!words.every((word) => there.some((other) => other.startsWith(word)))) return 0;
  return plain(title).startsWith(words.join(' ')) ? 2 : 1;
}

function shown([id, title, author, form, language, line]) {
  return { id: id ?? '', title, author, form, language, line, cover: '' };
}
