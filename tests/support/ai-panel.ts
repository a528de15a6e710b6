import type { Page } from 'playwright/test';
import type { AiModel } from '../../shared/domain/ai.ts';
import type { RouteInput } from '../../shared/ipc/contract.ts';
import type { Desk } from './desk.ts';
import type { HostileLlm, LlmScript } from './hostile-llm.ts';
import { expect } from './launch.ts';
import type { Trouble } from './trouble.ts';

export const SLOW = { timeout: 30_000 };

export const composer = (page: Page) => page.getByRole('dialog', { name: /^(New|Edit) post$/ });
export const text = (page: Page) => composer(page).getByRole('textbox', { name: /^Text/ });
export const panel = (page: Page) =>
  composer(page).getByRole('complementary', { name: 'Write with AI' });

/** Another way of helping. */
export const part = (page: Page, name: string) =>
  panel(page)
    .getByRole('group', { name: 'What to do' })
    .getByRole('button', { name, exact: true })
    .click();

/** An answer in pieces, as a model writes. */
export const answers = (value: unknown, more: LlmScript = {}): LlmScript => ({
  pieces: JSON.stringify(value).match(/.{1,12}/gsu) ?? [],
  ...more,
});

export const SMALL: AiModel = {
  ...{ name: 'small', price: { in: 1, cached: 1, out: 1 }, context: 64_000, sees: false },
};

/** A connection with its key, or without one. @returns its id */
export async function connectAi(
  call: Desk['call'],
  { url }: Pick<HostileLlm, 'url'>,
  {
    key = 'sk-secret',
    ...more
  }: { key?: string | null } & Partial<RouteInput<'ai.addConnection'>> = {},
): Promise<string> {
  const { id } = await call('ai.addConnection', {
    ...{ name: 'Test', kind: 'deepseek', baseUrl: url, models: [SMALL] },
    ...more,
  });
  if (key !== null) await call('ai.setKey', { id, key });
  return id;
}

/** A new post to both accounts, or to one. */
export async function beginPost(
  { page, accounts }: Pick<Trouble, 'page' | 'accounts'>,
  on: readonly ('bluesky' | 'mastodon')[],
): Promise<Page> {
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  await page.keyboard.press('n');
  const choice = composer(page).getByRole('group', { name: 'Accounts' });
  for (const network of on)
    await choice.getByRole('button', { name: new RegExp(`@${accounts[network].handle}$`) }).click();
  await text(page).focus();
  return page;
}

/** Reads the post that is open, once it is kept. */
export async function savedPost({ page, call }: Pick<Desk, 'page' | 'call'>) {
  await expect(page).toHaveURL(/compose=[0-9a-f]{8}-/, SLOW);
  const id = new URL(page.url()).searchParams.get('compose') ?? '';
  return () => call('posts.get', { id });
}
