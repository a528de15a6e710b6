import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright/test';
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts';
import type { LaunchedApp } from '../support/launch.ts';
import {
  coffeePost,
  DECEMBER,
  fillLibrary,
  forgetModel,
  pictureOfPack,
  promised,
  rewritten,
  savePack,
  thinkOf,
  written,
} from './scenes.ts';

export type Call = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
) => Promise<RouteOutput<Name>>;

/** Where pictures are taken. */
export interface Desk {
  app: LaunchedApp;
  page: Page;
  call: Call;
  /** For files; gone afterwards. */
  folder: string;
}

/** A picture of the guide, and how its screen comes about. */
export interface Shot {
  /** Of the file, without its ending. */
  name: string;
  /** An address, or the way to find it out; the calendar unless said. */
  to?: string | ((call: Call) => Promise<string>);
  arrange?(desk: Desk): Promise<void>;
  /** Of something else than the window. */
  take?(desk: Desk): Promise<Buffer>;
  /** Puts back what the next picture would not expect. */
  tidy?(desk: Desk): Promise<void>;
}

async function withPicture(call: Call, status: 'published' | 'scheduled'): Promise<string> {
  const { posts } = await call('posts.list', { statuses: [status], limit: 20 });
  const found = posts.find(({ mediaCount }) => mediaCount > 0) ?? posts[0];
  if (!found) throw new Error(`The demo has no post that is ${status}.`);
  return found.id;
}

export const SHOTS: readonly Shot[] = [
  { name: 'today', to: '/today' },
  { name: 'calendar' },
  { name: 'board', to: '/calendar?view=board' },
  {
    name: 'shelf',
    async arrange({ page, call }) {
      await thinkOf(call);
      await page.keyboard.press('i');
    },
    tidy: ({ page }) => page.keyboard.press('i'),
  },
  {
    name: 'selection',
    to: '/calendar?view=week',
    async arrange({ page }) {
      const chips = page.locator('main [data-post]');
      for (const index of [0, 1, 2]) await chips.nth(index).click({ modifiers: ['Control'] });
      await page.mouse.move(0, 0);
    },
    tidy: ({ page }) => page.keyboard.press('Escape'),
  },
  {
    name: 'composer',
    to: async (call) => `/calendar?compose=${await withPicture(call, 'scheduled')}`,
  },
  {
    name: 'writing',
    to: async (call) => `/calendar?compose=${await coffeePost(call)}`,
    arrange: written,
    tidy: forgetModel,
  },
  { name: 'library', to: '/posts?library=snippet', arrange: ({ call }) => fillLibrary(call) },
  {
    name: 'history',
    to: async (call) => `/calendar?compose=${await rewritten(call)}`,
    arrange: ({ page }) => page.getByRole('button', { name: 'History', exact: true }).click(),
  },
  {
    name: 'import',
    to: '/import',
    async arrange({ app, page, folder }) {
      const file = path.join(folder, 'december.csv');
      await writeFile(file, DECEMBER);
      await app.electron.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
      }, file);
      await page.getByRole('button', { name: 'Choose a file' }).click();
      await page.getByRole('button', { name: /^Check \d/ }).click();
      await page.getByText(/needs? you$/).waitFor();
      await page.getByRole('radio', { name: /^All/ }).click();
    },
  },
  {
    name: 'approvals',
    to: '/approvals',
    async arrange(desk) {
      await savePack(desk);
    },
  },
  { name: 'pack', take: pictureOfPack },
  { name: 'client', to: async (call) => `/clients/${await promised(call)}` },
  { name: 'post', to: async (call) => `/posts/${await withPicture(call, 'published')}` },
  {
    name: 'inbox',
    to: '/inbox',
    async arrange({ page, call }) {
      await call('inbox.check', {});
      await page.getByRole('list', { name: 'Open' }).getByRole('button').nth(2).click();
    },
  },
  { name: 'queue', to: '/queue' },
  { name: 'accounts', to: '/accounts' },
];
