import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 } from 'uuid';
import { accounts } from '../../electron/database/schema/index.ts';
import { NETWORK_IDS } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { type Application, bareWindow, clientNest, launch } from './application.ts';
import { type Page, pause } from './devtools.ts';
import type { Row } from './report.ts';
import { openEmptyWorkspace } from './scheduled-posts.ts';

/** What is there already: links, emoji and other scripts make counting dear. */
const BEGUN =
  'Saturday from seven: the first Stollen of the year 🎄, with butter, almonds and raisins. ' +
  'Read https://adas-bakery.com/stories/stollen-2026 or ask @cove.yoga. 日本語も少し。 #stollen ';
/** 200 characters, as somebody writes who knows what they want to say. */
const TYPED =
  'We let them rest for two weeks, wrapped in linen, and dust them with sugar twice. Gift boxes leave on Mondays; ' +
  'order by Thursday and yours is among them. See you on Saturday, bring a bag along! #bakery'.padEnd(
    89,
    '.',
  );
/** Between two keys, in ms: fifteen a second, faster than nearly everybody. */
const PACE = 66;
const ROUNDS = 3;
/** A frame at 60 a second, in ms. */
const FRAME = 1000 / 60;

interface Typed {
  /** Between two frames while somebody typed, in ms. */
  frames: number[];
  /** From a key to the end of the frame that shows it, in ms. */
  keys: number[];
  /** Tasks of 50 ms and more, in ms. */
  longTasks: number[];
}

/**
 * 200 characters by real key presses into the composer of a post with a version for an account on each of the eight
 * networks, its preview and checks beside it, and into a bare textarea in a bare window, by turns.
 */
export async function measureTyping(): Promise<Row[]> {
  const ours: Typed = { frames: [], keys: [], longTasks: [] };
  const yardstick: Typed = { frames: [], keys: [], longTasks: [] };
  const { userData, postId, remove } = await furnished();
  const bareData = mkdtempSync(path.join(tmpdir(), 'clientnest-bare-'));
  try {
    const composer = await launch(clientNest(userData));
    const bare = await launch(bareWindow(bareData));
    try {
      await openComposer(composer.page, postId);
      await openTextarea(bare.page);
      // The first round only warms up.
      for (let round = 0; round <= ROUNDS; round++) {
        for (const [application, into] of turns(round, [composer, ours], [bare, yardstick])) {
          const typed = await type(application.page);
          if (round === 0) continue;
          into.frames.push(...typed.frames);
          into.keys.push(...typed.keys);
          into.longTasks.push(...typed.longTasks);
        }
      }
    } finally {
      await composer.close();
      await bare.close();
    }
  } finally {
    rmSync(bareData, { recursive: true, force: true });
    await remove();
  }
  const dropped = (typed: Typed) =>
    typed.frames.reduce((sum, frame) => sum + Math.max(0, Math.round(frame / FRAME) - 1), 0);
  const shareOf = (typed: Typed) =>
    `${dropped(typed)} of ${dropped(typed) + typed.frames.length} frames`;
  return [
    {
      name: 'typing: frames',
      unit: 'ms',
      ours: ours.frames,
      yardstick: yardstick.frames,
      bar: { of: 'p95', most: 1.2 * FRAME },
      note: `dropped ${shareOf(ours)}, the bare textarea ${shareOf(yardstick)}; ${ours.longTasks.length} long tasks`,
    },
    {
      name: 'typing: key to frame',
      unit: 'ms',
      ours: ours.keys,
      yardstick: yardstick.keys,
      bar: { of: 'p95', most: 2 * FRAME },
    },
  ];
}

type Turn = readonly [Application, Typed];
const turns = (round: number, one: Turn, other: Turn): readonly Turn[] =>
  round % 2 ? [one, other] : [other, one];

/** A workspace with one client, an account of theirs on each network, and a draft that goes to all of them. */
async function furnished() {
  const { core, services, userData, remove } = await openEmptyWorkspace();
  services.profiles.save({ name: 'Robin Sample', email: '', bio: '', timeZone: 'Europe/Berlin' });
  const client = services.clients.create({ name: 'Ada’s Bakery', notes: '' });
  if (!client.ok) throw new Error(client.error.message);
  const now = Date.now();
  const targets = NETWORK_IDS.map((network) => {
    const id = v7();
    services.database.orm
      .insert(accounts)
      .values({
        ...{ id, clientId: client.value.id, network, remoteId: id },
        serviceUrl: NETWORKS[network].defaultServiceUrl,
        ...{ handle: `ada.${network}`, displayName: 'Ada’s Bakery' },
        status: 'disabled',
        ...{ createdAt: now, updatedAt: now },
      })
      .run();
    return { accountId: id, text: null };
  });
  const post = services.posts.create({
    clientId: client.value.id,
    text: BEGUN,
    threading: 'numbered',
    targets,
    media: [],
  });
  if (!post.ok) throw new Error(post.error.message);
  await core.close();
  const removeFolder = async () => {
    await remove().catch(() => rmSync(userData, { recursive: true, force: true }));
  };
  return { userData, postId: post.value.id, remove: removeFolder };
}

async function openComposer(page: Page, postId: string): Promise<void> {
  await page.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await page.evaluate(`history.pushState({}, '', '/calendar?compose=${postId}');
    dispatchEvent(new PopStateEvent('popstate'))`);
  for (let attempt = 0; attempt < 100; attempt++) {
    const isThere = await page.evaluate<boolean>(`(() => {
      const versions = document.querySelectorAll('[role=tablist] [role=tab]').length;
      const area = document.querySelector('textarea[aria-label=Text]');
      area?.focus();
      return area !== null && versions === 1 + ${NETWORK_IDS.length};
    })()`);
    if (isThere) return pause(1000);
    await pause(100);
  }
  throw new Error(
    `The composer did not open with eight versions: ${await page.evaluate<string>('document.body.innerText')}`,
  );
}

async function openTextarea(page: Page): Promise<void> {
  await page.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await page.evaluate(`(() => {
    const area = document.createElement('textarea');
    area.rows = 12;
    area.cols = 80;
    area.value = ${JSON.stringify(BEGUN)};
    document.body.append(area);
    area.focus();
  })()`);
  await pause(500);
}

/** Types, and takes it away again when it was measured. */
async function type(page: Page): Promise<Typed> {
  await page.evaluate(`(() => {
    const area = document.activeElement;
    area.setSelectionRange(area.value.length, area.value.length);
    const typed = globalThis.typed = { frames: [], keys: [], longTasks: [], runs: true, before: area.value };
    new PerformanceObserver((list) => {
      if (typed.runs) typed.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
    let last = performance.now();
    requestAnimationFrame(function frame(now) {
      if (!typed.runs) return;
      typed.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    });
    typed.onKey = ({ timeStamp }) => {
      // After the frame: its script, layout and paint are done when the message comes.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => typed.keys.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    };
    area.addEventListener('keydown', typed.onKey);
  })()`);
  for (const character of TYPED) {
    const key = { key: character, text: character, unmodifiedText: character };
    const began = Date.now();
    await page.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key: character });
    await pause(Math.max(0, PACE - (Date.now() - began)));
  }
  const typed = await page.evaluate<Typed & { added: number }>(`(async () => {
    const area = document.activeElement;
    const { typed } = globalThis;
    typed.runs = false;
    area.removeEventListener('keydown', typed.onKey);
    const added = area.value.length - typed.before.length;
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    set.call(area, typed.before);
    area.dispatchEvent(new Event('input', { bubbles: true }));
    const { frames, keys, longTasks } = typed;
    // The first frame began before anything was typed.
    return { frames: frames.slice(1), keys, longTasks, added };
  })()`);
  if (typed.added !== TYPED.length)
    throw new Error(`${typed.added} of ${TYPED.length} characters arrived`);
  await pause(1500);
  return typed;
}
