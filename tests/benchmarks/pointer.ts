import { type Page, pause } from './devtools.ts';

/** Pointer moves in a second. */
const RATE = 60;
/** Where the pointer goes: over the whole window, in and out of every row. */
const WIDTH = 1000;
const HEIGHT = 620;

const at = (share: number) => {
  // Five times across, and down and up meanwhile.
  const across = Math.abs(((share * 10) % 2) - 1);
  const down = Math.abs(((share * 4) % 2) - 1);
  return { x: Math.round(230 + across * WIDTH), y: Math.round(90 + down * HEIGHT) };
};

/** In a page: counts frames until it is asked for them. */
const COUNT = `(() => {
  const frames = { times: [], on: true };
  window.__frames = frames;
  const next = (time) => {
    frames.times.push(time);
    if (frames.on) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})()`;
const RATE_SO_FAR = `(() => {
  const { times } = window.__frames;
  window.__frames.on = false;
  return (1000 * (times.length - 1)) / (times.at(-1) - times[0]);
})()`;

/** Sends so many moves a second, whatever the page makes of them. */
async function moveFor(ms: number, send: (place: { x: number; y: number }) => Promise<unknown>) {
  const began = performance.now();
  const moves = Math.round((ms / 1000) * RATE);
  for (let move = 0; move < moves; move++) {
    void send(at(move / moves)).catch(() => undefined);
    await pause(Math.max(0, began + ((move + 1) * 1000) / RATE - performance.now()));
  }
}

/** Frames a second while the pointer moves over a page. */
export async function moveOver(page: Page, ms: number): Promise<number> {
  await page.evaluate(COUNT);
  await moveFor(ms, (place) =>
    page.send('Input.dispatchMouseEvent', { type: 'mouseMoved', button: 'none', ...place }),
  );
  return page.evaluate<number>(RATE_SO_FAR);
}

/** The same while something is dragged that a selector finds. It is let go of outside of everything. */
export async function dragOver(page: Page, selector: string, ms: number): Promise<number> {
  const from = await page.evaluate<{ x: number; y: number }>(`(() => {
    const { left, top, height } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    return { x: Math.round(left + 40), y: Math.round(top + height / 2) };
  })()`);
  await page.send('Input.setInterceptDrags', { enabled: true });
  const taken = page.once<{ data: unknown }>('Input.dragIntercepted');
  const mouse = (type: string, place: object, buttons: number) =>
    page.send('Input.dispatchMouseEvent', {
      ...{ type, button: buttons === 0 && type === 'mouseMoved' ? 'none' : 'left', buttons },
      ...{ clickCount: 1, ...place },
    });
  await mouse('mouseMoved', from, 0);
  // Chips can be dragged once the pointer came to them.
  await pause(300);
  await mouse('mousePressed', from, 1);
  for (let step = 1; step <= 5; step++)
    await mouse('mouseMoved', { x: from.x + step * 3, y: from.y + step * 2 }, 1);
  const { data } = await taken;
  const drag = (type: string, place: object) =>
    page.send('Input.dispatchDragEvent', { type, data, ...place });
  await drag('dragEnter', from);
  await page.evaluate(COUNT);
  await moveFor(ms, (place) => drag('dragOver', place));
  const rate = await page.evaluate<number>(RATE_SO_FAR);
  await drag('dragCancel', from);
  await mouse('mouseReleased', { x: 5, y: 5 }, 0);
  await page.send('Input.setInterceptDrags', { enabled: false });
  await pause(200);
  return rate;
}
