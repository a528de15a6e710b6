/** In a page: resolves when the next frame is painted, with the time. */
export const PAINTED = `() => new Promise((resolve) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => resolve(performance.now());
  port2.postMessage(null);
}))`;

/** In a page: draws a grid of days anew with so many plain chips in it, and says how long that took, ms. */
export const drawPlainGrid = (chips: number): string => `(async () => {
  const painted = ${PAINTED};
  const began = performance.now();
  document.querySelector('#grid')?.remove();
  const grid = document.createElement('div');
  grid.id = 'grid';
  grid.style.cssText = 'position:fixed;inset:0;display:grid;grid-template-columns:repeat(7,1fr);background:white;font:12px sans-serif';
  for (let day = 0; day < 35; day++) {
    const cell = document.createElement('div');
    cell.style.cssText = 'border:1px solid #ddd;overflow:hidden;padding:4px';
    cell.append(String(day + 1));
    for (let at = 0; at < Math.ceil(${chips} / 35); at++) {
      const chip = document.createElement('button');
      chip.style.cssText = 'display:block;width:100%;height:22px;margin-top:2px;border:0;text-align:left;background:#eef;overflow:hidden;white-space:nowrap';
      chip.append('09:30 The first words of post ' + day + ' ' + at);
      cell.append(chip);
    }
    grid.append(cell);
  }
  document.body.append(grid);
  return (await painted()) - began;
})()`;
