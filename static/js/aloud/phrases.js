// What a page says, in reading order: sentences with the places of their letters, and pictures by their names.
// Leaves out what leads elsewhere (menus, icons without words), what is hidden, and what is only typed.
import { languageOf } from './voices.js';

const SILENT = 'nav,script,style,template,noscript,read-aloud,.aloud,.skip,.flashes:empty,[aria-hidden=true],input,textarea,select,progress,footer';
const OTHER_SCRIPT = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+(?:[\p{Script=Common}\p{Script=Inherited}]+[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+)*/gu;

export function phrasesOf(roots) {
  const said = [];
  let letters = [];
  let language = document.documentElement.lang;

  const flush = (element) => {
    const text = letters.map(([letter]) => letter).join('').trimEnd();
    if (/[\p{L}\p{N}]/u.test(text)) said.push(...sentences(text, letters, language, element));
    letters = [];
  };
  const walk = (element) => {
    if (element.matches(SILENT) || !isSeen(element)) return;
    const outer = language;
    const apart = getComputedStyle(element).display !== 'inline' || element.lang;
    if (apart) flush(element.parentElement);
    if (element.lang) language = element.lang;
    const picture = nameOfPicture(element);
    if (picture !== null) {
      if (picture) said.push({ text: picture, language, element, letters: [] });
    } else if (!isIconOnly(element)) {
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) take(node, letters);
        else if (node.nodeType === Node.ELEMENT_NODE) walk(node);
      }
    }
    if (apart) flush(element);
    language = outer;
  };
  for (const root of roots) { walk(root); flush(root); }
  return said;
}

const isSeen = (element) => (element.checkVisibility ? element.checkVisibility({ visibilityProperty: true }) : element.getClientRects().length > 0);

function isIconOnly(element) {
  return element.matches('a,button,summary') && element.hasAttribute('aria-label') && !element.textContent.trim();
}

// The name of a picture; '' for one that is only pretty, null for what is no picture.
function nameOfPicture(element) {
  if (element.matches('img')) return element.alt;
  if (!element.matches('svg,[role=img]')) return null;
  return element.getAttribute('aria-label') ?? element.querySelector(':scope > title')?.textContent ?? '';
}

// Letters with their places; white space as one space, soft hyphens not at all.
function take(node, letters) {
  for (let at = 0; at < node.data.length; at += 1) {
    const letter = node.data[at];
    if (letter === '\u00ad') continue;
    if (!/\s/.test(letter)) letters.push([letter, node, at]);
    else if (letters.length && letters.at(-1)[0] !== ' ') letters.push([' ', node, at]);
  }
}

function sentences(text, letters, language, element) {
  const found = [];
  for (const [from, to] of runs(text)) {
    const part = text.slice(from, to);
    const said = languageOf(part, language, document.documentElement.lang);
    for (const [start, end] of cuts(part, said)) {
      const words = part.slice(start, end).trimEnd();
      const at = from + start;
      if (/[\p{L}\p{N}]/u.test(words)) found.push({ text: words, language: said, element, letters: letters.slice(at, at + words.length) });
    }
  }
  return found;
}

// [from, to] of what stands in one script.
function runs(text) {
  const found = [];
  let from = 0;
  for (const other of text.matchAll(OTHER_SCRIPT)) {
    if (other.index > from) found.push([from, other.index]);
    from = other.index + other[0].length;
    found.push([other.index, from]);
  }
  return from < text.length ? [...found, [from, text.length]] : found;
}

function cuts(text, language) {
  const found = Intl.Segmenter
    ? [...new Intl.Segmenter(language === 'li' ? 'nl' : language, { granularity: 'sentence' }).segment(text)].map((one) => [one.index, one.segment.length])
    : [...text.matchAll(/[^.!?…]+[.!?…]*\s*/g)].map((one) => [one.index, one[0].length]);
  return found.map(([at, length]) => [at, at + length]);
}
