// Makes a page that the worker kept fit for now: no message of then, and the log form as if it were opened today.
// The form's number is renewed by the worker itself.
for (const old of document.querySelectorAll('.flashes')) old.remove();
const form = document.querySelector('form.log');
if (form) {
  moveDays();
  wishes(new URLSearchParams(location.search));
}

// The days to choose from are those up to the day the page was made; they move along to today.
function moveDays() {
  const radios = [...form.querySelectorAll('[name=day]')];
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: 'long', day: 'numeric', month: 'short' });
  radios.forEach((radio, back) => {
    const day = new Date();
    day.setHours(12, 0, 0, 0);
    day.setDate(day.getDate() - back);
    radio.value = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
    if (back > 1) radio.nextElementSibling.textContent = words.format(day);
  });
}

// What the address asks for, as the server would fill it in.
function wishes(asked) {
  for (const [wish, name] of [['boek', 'work'], ['vorm', 'form'], ['hoe', 'how']]) {
    const radio = asked.has(wish) && form.querySelector(`[name=${name}][value="${CSS.escape(asked.get(wish))}"]`);
    if (radio) radio.checked = true;
  }
  if (!asked.get('isbn')) return;
  form.elements['book.isbn'].value = asked.get('isbn');
  for (const fold of form.querySelectorAll('.book-other, .book-other details')) fold.open = true;
}
