// Puts fresh HTML in; what was open stays open, what was typed stays typed, and the focus goes back where it was.

export function refillKept(box, html) {
  const open = [...box.querySelectorAll('details[id]')].filter((one) => one.open).map((one) => one.id);
  const typed = new Map([...box.querySelectorAll('input[id], select[id], textarea[id]')].map((one) => [one.id, one.value]));
  const active = box.contains(document.activeElement) ? pathOf(document.activeElement) : null;
  box.innerHTML = html;
  for (const one of box.querySelectorAll('details[id]')) one.open = one.open || open.includes(one.id);
  for (const [id, value] of typed) {
    const field = box.querySelector(`#${CSS.escape(id)}`);
    if (field) field.value = value;
  }
  if (active) box.querySelector(active)?.focus({ preventScroll: true });
}

function pathOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.href) return `a[href="${CSS.escape(element.getAttribute('href'))}"]`;
  const form = element.form?.getAttribute('action');
  if (element.localName === 'button' && form) return `form[action="${CSS.escape(form)}"] button`;
  if (element.localName === 'summary') return `#${CSS.escape(element.parentElement.id)} > summary`;
  return null;
}
