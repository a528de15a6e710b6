import type { Result } from '../../shared/ipc/route.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Clients } from '../clients/clients.ts';
import type { Clock } from '../clock.ts';
import type { Media } from '../media/media.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Posts } from '../posts/posts.ts';
import type { Publishing } from '../publishing/publishing.ts';

/** The services that make a post and publish it, in a time of their own. */
export interface Stage {
  clients: Clients;
  accounts: Accounts;
  posts: Posts;
  publishing: Publishing;
  media: Pick<Media, 'importBytes'>;
  metrics: Pick<Metrics, 'collect'>;
  close(): Promise<void>;
}

/** A clock that a demo moves through its weeks; between two moves it goes on as usual. */
export function movableClock(): Clock & { set(at: number): void } {
  let skew = 0;
  return {
    now: () => Date.now() + skew,
    set: (at) => {
      skew = at - Date.now();
    },
  };
}

/** What keeps a demo from being made; the sentence says why. */
export class DemoFailed extends Error {}

/** @throws DemoFailed where it did not work */
export function made<Value>(result: Result<Value>, what: string): Value {
  if (!result.ok) throw new DemoFailed(`${what}: ${result.error.message}`);
  return result.value;
}
