// The party of a reached goal on the class's board: by itself once on this screen, and whenever somebody asks for it.
import { chime } from './sound-switch.js';

const KEPT = 'readify-feest';
const LASTS = 30000;

// The board just showed a fresh part: celebrates a goal that this screen has not celebrated.
export function partyOnce(board) {
  const { party, goal } = board.now;
  if (party !== 'yes' || localStorage.getItem(KEPT) === goal) return;
  localStorage.setItem(KEPT, goal);
  celebrate(board);
}

export function celebrate(board) {
  const kept = board.querySelector('.board-feast-kept');
  if (!kept || document.querySelector('.board-feast')) return;
  board.after(kept.content.cloneNode(true));
  const feast = document.querySelector('.board-feast');
  const end = () => { clearTimeout(over); feast.remove(); };
  const over = setTimeout(end, LASTS);
  feast.addEventListener('click', end);
  feast.querySelector('button').focus({ preventScroll: true });
  chime(5);
}
