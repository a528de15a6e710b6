import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { SandboxEvent } from '../../electron/sandbox/events.ts';
import type { FaultPlanInput } from '../../electron/sandbox/faults/plan.ts';
import type { RouteOutput } from '../../shared/ipc/contract.ts';
import { type Desk, furnish } from './desk.ts';
import { flat } from './images.ts';
import { importMedia } from './import-media.ts';
import type { LaunchedApp, LaunchOptions } from './launch.ts';
import { type OpenSandbox, openSandbox } from './sandbox.ts';

/** The test's own clock: the app and the sandbox both follow it. */
export interface MovableClock {
  /** For the app. */
  env: Record<string, string>;
  now(): number;
  /** Ms ahead of the computer's clock from here on. */
  set(ahead: number): void;
}

export function movableClock(file: string): MovableClock {
  let ahead = 0;
  const set = (ms: number) => {
    ahead = ms;
    writeFileSync(file, String(ms));
  };
  set(0);
  return {
    env: { CLIENTNEST_CLOCK_OFFSET_FILE: file, CLIENTNEST_TICK_SECONDS: '1' },
    now: () => Date.now() + ahead,
    set,
  };
}

/** The networks whose troubles are played out on screen. */
type Troubled = 'bluesky' | 'mastodon';

/** A furnished app with Ada's accounts on a sandbox of its own. */
export interface Trouble extends Desk {
  app: LaunchedApp;
  sandbox: OpenSandbox;
  accounts: Record<Troubled, RouteOutput<'accounts.connect'>>;
  clock: MovableClock;
  fault(rules: FaultPlanInput['rules']): Promise<void>;
  /** Publishes a post now and shows its page. */
  publish(
    text: string,
    on: readonly Troubled[],
    images?: number,
  ): Promise<RouteOutput<'posts.publishNow'>>;
  delivery(postId: string, on: Troubled): Promise<RouteOutput<'deliveries.forPost'>[number]>;
}

export async function openTrouble(
  launch: (options?: Partial<LaunchOptions>) => Promise<LaunchedApp>,
  file: string,
): Promise<Trouble> {
  const clock = movableClock(file);
  const sandbox = await openSandbox({ clock });
  const app = await launch({ env: clock.env });
  const desk = await furnish(app);
  const { call, page, ada } = desk;
  const connect = (network: Troubled) => {
    const person = sandbox.accounts.find((one) => one.network === network);
    return call('accounts.connect', {
      clientId: ada.id,
      network,
      serviceUrl: sandbox[network],
      appPassword: person?.secret ?? '',
      // The token says whose it is.
      ...(network === 'bluesky' && { identifier: person?.handle ?? '' }),
    });
  };
  const accounts = { bluesky: await connect('bluesky'), mastodon: await connect('mastodon') };

  return {
    ...desk,
    app,
    sandbox,
    accounts,
    clock,
    async fault(rules) {
      const wrong = await sandbox.faults.set({ rules });
      if (wrong !== null) throw new Error(wrong);
    },
    async publish(text, on, images = 0) {
      const media = [];
      for (let index = 0; index < images; index++)
        media.push({ mediaId: await importImage(page, index), altText: `Picture ${index + 1}` });
      const targets = on.map((network) => ({ accountId: accounts[network].id }));
      const { id } = await call('posts.create', { clientId: ada.id, text, targets, media });
      const post = await call('posts.publishNow', { id });
      await openPlace(page, `/posts/${id}`);
      return post;
    },
    async delivery(postId, on) {
      const log = await call('deliveries.forPost', { postId });
      const found = log.find(({ network }) => network === on);
      if (!found) throw new Error(`No delivery on ${on}`);
      return found;
    },
  };
}

/** Goes to a place in the app, as a clicked notification does. */
export async function openPlace(page: Page, place: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, place);
}

/** Images of different sizes, so that none is another one. */
async function importImage(page: Page, index: number): Promise<string> {
  const bytes = await flat(320 + 40 * index, 240)
    .png()
    .toBuffer();
  return importMedia(page, `picture-${index + 1}.png`, bytes);
}

/** The uploads in a sandbox's journal, in order: the id that each got, and what was in it. */
export function uploadsIn(sandbox: OpenSandbox): { id: string; sha256: string }[] {
  const lines = readFileSync(join(sandbox.folder, 'journal.jsonl'), 'utf8').trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as SandboxEvent);
  return events.flatMap((event) => {
    if (event.type !== 'state') return [];
    const change = event.change as { kind: string; id: string; sha256: string };
    return change.kind === 'media' ? [change] : [];
  });
}
