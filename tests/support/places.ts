import type { Page } from 'playwright/test';
import { type Desk, dayAhead } from './desk.ts';
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

/** Something on every screen: ideas, words that come back, slots, labels, plans, and what waits for an answer. */
export async function fillPlaces({ call, ada, brio, account }: Desk): Promise<void> {
  const zone = 'Europe/Berlin';
  const label = await call('labels.create', {
    clientId: ada.id,
    name: 'Advent',
    colour: '#0e7490',
  });
  await call('clients.update', { id: ada.id, retainerPosts: 12, retainerMinutes: 600 });
  await call('contacts.create', {
    clientId: ada.id,
    name: 'Ada Okafor',
    email: 'ada@bakery.example',
  });
  await call('ideas.create', { clientId: ada.id, text: 'How the sourdough got its name' });
  await call('ideas.create', { text: 'A week without plastic' });
  await call('library.create', {
    clientId: ada.id,
    kind: 'snippet',
    name: 'Opening hours',
    content: { text: 'Open from seven, Sundays from eight.' },
  });
  await call('library.create', {
    clientId: null,
    kind: 'hashtags',
    name: 'Neighbourhood',
    content: { tags: ['Neukölln', 'ShopLocal'] },
  });
  await call('slots.set', {
    clientId: ada.id,
    slots: [2, 4].map((weekday) => ({ weekday, time: '12:00', accountId: null })),
  });
  const targets = account ? [{ accountId: account.id }] : [];
  const write = (clientId: string, text: string) =>
    call('posts.create', {
      clientId,
      text,
      targets: clientId === ada.id ? targets : [],
      labelIds: clientId === ada.id ? [label.id] : [],
    });
  const asked = await write(ada.id, 'Stollen from Saturday on');
  await call('posts.plan', { id: asked.id, at: { wallTime: `${dayAhead(2)}T10:00`, zone } });
  await call('approvals.submit', { postIds: [asked.id] });
  const planned = await write(brio.id, 'Winter tyres are in');
  await call('posts.plan', { id: planned.id, at: { wallTime: `${dayAhead(3)}T15:30`, zone } });
}

/** Every screen that an address leads to. */
export const placesOf = ({
  post,
  draft,
  client,
}: {
  post: string;
  draft: string;
  client: string;
}): readonly Place[] => [
  { name: 'today', to: '/today' },
  { name: 'month', to: '/calendar' },
  { name: 'week', to: '/calendar?view=week' },
  { name: 'day', to: '/calendar?view=day' },
  { name: 'list', to: '/calendar?view=list' },
  { name: 'board', to: '/calendar?view=board' },
  { name: 'composer', to: `/calendar?compose=${draft}` },
  { name: 'queue', to: '/queue' },
  { name: 'slots', to: `/queue?times=${client}` },
  { name: 'posts', to: '/posts' },
  { name: 'post', to: `/posts/${post}` },
  { name: 'inbox', to: '/inbox' },
  { name: 'approvals', to: '/approvals' },
  { name: 'accounts', to: '/accounts' },
  { name: 'connect', to: '/accounts?connect=mastodon' },
  { name: 'clients', to: '/clients' },
  { name: 'client', to: `/clients/${client}` },
  { name: 'client-new', to: '/clients?new=1' },
  { name: 'library', to: '/posts?library=snippet' },
  { name: 'import', to: '/import' },
  { name: 'studio', to: '/studio?prompt=reply' },
  { name: 'plan', to: `/plan?client=${client}` },
  { name: 'settings', to: '/settings' },
];
