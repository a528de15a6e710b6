import type { Page } from 'playwright/test';
import { expect } from './launch.ts';

/** A screen, and how it comes up on a furnished workspace. */
export interface Place {
  name: string;
  to: string;
}

/** Goes there without a start of the page. */
export async function goTo(page: Page, to: string): Promise<void> {
  await page.evaluate((path) => {
    window.history.pushState(null, '', path);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, to);
  await expect(page.getByRole('main').locator('[aria-busy="true"]')).toHaveCount(0);
}

/** Every screen that an address leads to. */
export const placesOf = ({ post, draft }: { post: string; draft: string }): readonly Place[] => [
  { name: 'month', to: '/calendar' },
  { name: 'week', to: '/calendar?view=week' },
  { name: 'day', to: '/calendar?view=day' },
  { name: 'list', to: '/calendar?view=list' },
  { name: 'composer', to: `/calendar?compose=${draft}` },
  { name: 'queue', to: '/queue' },
  { name: 'posts', to: '/posts' },
  { name: 'post', to: `/posts/${post}` },
  { name: 'accounts', to: '/accounts' },
  { name: 'connect', to: '/accounts?connect=mastodon' },
  { name: 'clients', to: '/clients' },
  { name: 'client-new', to: '/clients?new=1' },
  { name: 'settings', to: '/settings' },
];
