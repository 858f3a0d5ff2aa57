// Puts fresh HTML in, and the focus back where it was.
export function refill(box, html) {
  const kept = document.activeElement && box.contains(document.activeElement) ? pathOf(document.activeElement) : null;
  box.innerHTML = html;
  if (kept) box.querySelector(kept)?.focus({ preventScroll: true });
}

function pathOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.href) return `a[href="${CSS.escape(element.getAttribute('href'))}"]`;
  return element.value ? `${element.localName}[value="${CSS.escape(element.value)}"]` : null;
}
