() => {
  const board = document.querySelector('.board');
  const speaks = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const shown = [...board.querySelectorAll('*')].filter((one) => one.checkVisibility({ visibilityProperty: true })
    && !one.closest('.vh, title, .board-cover, .valley') && speaks(one));
  const said = (found) => found.map((one) => one.textContent.trim());
  // The height of a letter as a share of the screen's.
  const share = (one) => {
    const drawn = one.ownerSVGElement;
    const scale = drawn ? drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width : 1;
    return parseFloat(getComputedStyle(one).fontSize) * scale / innerHeight;
  };
  const within = ({ left, right, bottom }) => left >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
  return {
    farAndNear() {
      const acts = [...document.querySelectorAll('.board .btn')].filter((one) => one.checkVisibility());
      return {
        small: said(shown.filter((one) => !one.closest('.btn') && share(one) < 0.035)),
        near: said(shown.filter((one) => one.closest('.btn') && share(one) < 0.024)),
        high: said(acts.filter((one) => one.getBoundingClientRect().top < innerHeight * 0.45)),
        short: said(acts.filter((one) => one.getBoundingClientRect().height < 48)),
        over: [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight],
        out: said(shown.filter((one) => !within(one.getBoundingClientRect()))),
      };
    },
    // Two parts take turns, as if a lamp went on and off; the network is left out.
    async askOften(times) {
      const { live } = document.querySelector('live-board');
      const part = await (await fetch(live.address())).text();
      const parts = ['1', '2'].map((lamps) => part.replace(/data-lamps="[0-9]+"/, `data-lamps="${lamps}"`));
      const real = window.fetch;
      let turn = 0;
      window.fetch = async () => new Response(parts[(turn += 1) % 2]);
      for (let time = 0; time < times; time += 1) await live.look();
      window.fetch = real;
    },
  };
}
