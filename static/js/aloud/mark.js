// Marks the sentence and the word that are being read: painted where the browser can, else wrapped and put back.
const paints = Boolean(window.Highlight && CSS.highlights);

export class Mark {
  constructor() { this.wrapped = []; }

  // The letters `from` to `to` of a phrase; without them the whole phrase. A picture is outlined.
  show(phrase, from = 0, to = phrase.letters.length) {
    const isWord = to - from < phrase.letters.length;
    if (!isWord || !paints) this.clear();
    if (!phrase.letters.length) { this.picture = phrase.element; this.picture.classList.add('aloud-now'); return; }
    const letters = phrase.letters.slice(from, to);
    if (!letters.length) return;
    if (paints) CSS.highlights.set(isWord ? 'aloud-word' : 'aloud', new Highlight(rangeOf(letters)));
    else this.wrap(letters, isWord);
  }

  clear() {
    if (paints) for (const name of ['aloud', 'aloud-word']) CSS.highlights.delete(name);
    this.picture?.classList.remove('aloud-now');
    this.picture = null;
    for (const { node, data, added } of this.wrapped.reverse()) {
      added.forEach((one) => one.remove());
      node.data = data; // the very same node with the very same text: nothing that holds it notices
    }
    this.wrapped = [];
  }

  wrap(letters, isWord) {
    for (const [node, from, to] of pieces(letters)) {
      const { data } = node;
      const mark = document.createElement('mark');
      mark.className = isWord ? 'aloud-mark aloud-mark-word' : 'aloud-mark';
      mark.textContent = data.slice(from, to);
      const rest = document.createTextNode(data.slice(to));
      node.data = data.slice(0, from);
      node.after(mark, rest);
      this.wrapped.push({ node, data, added: [mark, rest] });
    }
  }
}

function rangeOf(letters) {
  const range = new Range();
  range.setStart(letters[0][1], letters[0][2]);
  range.setEnd(letters.at(-1)[1], letters.at(-1)[2] + 1);
  return range;
}

// [node, from, to] for each text node these letters lie in.
function pieces(letters) {
  const found = [];
  for (const [, node, at] of letters) {
    if (found.at(-1)?.[0] === node) found.at(-1)[2] = at + 1;
    else found.push([node, at, at + 1]);
  }
  return found;
}
