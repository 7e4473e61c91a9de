/**
 * Asks every second how far an import or a list is. The sentence on the page changes each time; what a screen reader is told does
 * so four times a minute. At the end the page is asked for again, now with what came of it.
 */
export const progressScript = `
(() => {
  const part = document.querySelector('[data-progress]');
  const bar = part.querySelector('progress');
  const said = part.querySelector('[data-said]');
  const heard = part.querySelector('[role=status]');
  let turn = 0;
  let misses = 0;

  const show = ({ text, done, total }) => {
    said.textContent = text;
    if (total !== null) {
      bar.max = total;
      bar.value = Math.max(bar.value, done);
    }
    if (turn++ % 15 === 0) heard.textContent = text;
  };
  const ask = async () => {
    try {
      const answer = await fetch(part.dataset.progress, { signal: AbortSignal.timeout(10000) });
      if (answer.redirected || answer.status === 404) return location.reload();
      if (!answer.ok) throw new Error();
      const now = await answer.json();
      if (now.over) return location.reload();
      misses = 0;
      show(now);
    } catch {
      if (++misses === 3) said.textContent = heard.textContent = part.dataset.lost;
    }
    setTimeout(ask, misses > 2 ? 5000 : 1000);
  };
  setTimeout(ask, 1000);
})();
`.trim();
