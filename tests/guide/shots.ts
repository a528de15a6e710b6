import type { Page } from 'playwright/test';
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts';

export type Call = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
) => Promise<RouteOutput<Name>>;

/** A picture of the guide, and how its screen comes about. */
export interface Shot {
  /** Of the file, without its ending. */
  name: string;
  /** An address, or the way to find it out; the calendar unless said. */
  to?: string | ((call: Call) => Promise<string>);
  arrange?(page: Page, call: Call): Promise<void>;
  /** Puts back what the next picture would not expect. */
  tidy?(page: Page, call: Call): Promise<void>;
}

const newest = async (call: Call, status: 'published' | 'draft' | 'scheduled') => {
  const { posts } = await call('posts.list', { statuses: [status], limit: 20 });
  return posts;
};

const withPicture = async (call: Call, status: 'published' | 'draft' | 'scheduled') => {
  const posts = await newest(call, status);
  const found = posts.find(({ mediaCount }) => mediaCount > 0) ?? posts[0];
  if (!found) throw new Error(`The demo has no post that is ${status}.`);
  return found.id;
};

export const SHOTS: readonly Shot[] = [
  { name: 'calendar' },
  {
    name: 'composer',
    to: async (call) => `/calendar?compose=${await withPicture(call, 'scheduled')}`,
  },
  { name: 'post', to: async (call) => `/posts/${await withPicture(call, 'published')}` },
  { name: 'queue', to: '/queue' },
  { name: 'accounts', to: '/accounts' },
];
