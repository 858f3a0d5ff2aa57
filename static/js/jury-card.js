// What a juror's form shows: values put in, what is still to do, which reader is on the screen. Sends nothing.
const STEP = 'c-';

// A control as a touch: a step's number, or what was written.
export function valueOf({ name, value }) {
  return name.startsWith(STEP) ? { field: name.slice(STEP.length), number: Number(value) } : { field: name, text: value.trim() || null };
}

// Puts a value in its control; what somebody is typing in is left alone.
export function fill(box, entrant, field, value) {
  const form = box.querySelector(`form[data-entrant="${entrant}"]`);
  const text = form?.elements.namedItem(field);
  if (text) {
    if (text !== document.activeElement && text.value !== (value ?? '')) text.value = value ?? '';
    return;
  }
  for (const radio of form?.elements ?? []) {
    if (radio.name === STEP + field) radio.checked = radio.value === String(value);
  }
}

// The order of readers, best first, once every reader has a place of its own; the one name of a slip.
export function ordered(form, kind) {
  const data = new FormData(form);
  if (kind === 'vote') return data.getAll('keuze').map(Number);
  const places = [...data].map(([name, place]) => [Number(place), Number(name.replace('plek-', ''))]);
  const whole = new Set(places.map(([place]) => place)).size === places.length && places.every(([place]) => place > 0);
  return whole ? places.sort(([one], [other]) => one - other).map(([, entrant]) => entrant) : null;
}

// Puts an order or a slip in its form: the readers chosen, best first, or an unfinished form's own [[name, value], …].
export function place(box, choices, places = null) {
  const form = box.querySelector('[data-order]');
  if (!form || form.contains(document.activeElement)) return;
  for (const select of form.querySelectorAll('select')) {
    const at = choices.indexOf(Number(select.name.replace('plek-', ''))) + 1;
    select.value = places ? (places.find(([name]) => name === select.name)?.[1] ?? '') : String(at || '');
  }
  for (const one of form.querySelectorAll('[name=keuze]')) one.checked = choices.includes(Number(one.value));
}

// Words beside the steps, and what is still to do, here and in the list at the end.
export function mark(box) {
  for (const form of box.querySelectorAll('form[data-entrant]')) {
    const todo = [];
    for (const step of form.querySelectorAll('.jury-step')) {
      const chosen = step.querySelector('input:checked');
      step.querySelector('.jury-word').textContent = chosen ? chosen.dataset.word : box.dataset.choose;
      step.classList.toggle('step-done', Boolean(chosen));
      if (!chosen && box.dataset.decides === 'points') todo.push(step.querySelector('.jury-name').textContent);
    }
    const compliment = form.querySelector('.jury-compliment');
    if (!compliment.querySelector('textarea').value.trim()) todo.push(compliment.querySelector('label').firstChild.nextSibling.textContent.trim());
    const { entrant } = form.dataset;
    const words = todo.length ? `${box.dataset.todo} ${todo.join(', ')}` : box.dataset.complete;
    for (const line of box.querySelectorAll(`[data-todo-of="${entrant}"]`)) line.textContent = words;
    box.querySelector(`[data-dot="${entrant}"]`).classList.toggle('dot-done', todo.length === 0);
  }
}

// The reader on the screen, as the address says; without one the first.
export function look(box) {
  const wanted = box.querySelector(location.hash || '.jury-card') ?? box.querySelector('.jury-card');
  const entrant = wanted?.id.replace('lezer-', '');
  for (const dot of box.querySelectorAll('[data-dot]')) dot.classList.toggle('dot-here', dot.dataset.dot === entrant);
  if (location.hash) scrollTo({ top: 0 });
}

// Who reads now.
export function where(box, reading) {
  for (const line of box.querySelectorAll('[data-now]')) line.hidden = line.dataset.now !== String(reading);
}
