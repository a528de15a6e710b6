import { type Finding, hasErrors } from '../../shared/domain/preflight.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import { type PostChanges, UNTIMED } from './changes.ts';
import type { PostRow } from './post-rows.ts';

interface RemovalOptions {
  clock: Clock;
  changes: PostChanges;
  isClientHere(clientId: string): boolean;
  check(id: string): Finding[];
}

/** Removed posts stay in the database, so that removing can be undone. */
export function createRemoval({ clock, changes, isClientHere, check }: RemovalOptions) {
  const canGoAsScheduled = (row: PostRow): boolean =>
    row.scheduledAt !== null &&
    row.scheduledAt > clock.now() &&
    isClientHere(row.clientId) &&
    !hasErrors(check(row.id));

  return {
    remove(id: string): Result<{ id: string }, 'not_found' | 'not_allowed'> {
      const removed = changes.change<'not_allowed'>(id, (row) => {
        if (row.status === 'publishing')
          return fail('not_allowed', 'This post is being published. Wait until that is done.');
        if (row.status === 'needs_check')
          return fail(
            'not_allowed',
            'It is not known whether this post was published. Decide that in its delivery log first.',
          );
        return ok({ removedAt: clock.now(), queued: false });
      });
      return removed.ok ? ok({ id }) : removed;
    },

    /** As it was. Only a scheduled post whose time is over, or that is not ready any more, becomes a draft. */
    restore: (id: string) =>
      changes.change<never>(
        id,
        (row) => {
          if (row.removedAt === null) return ok(null);
          const asItWas = row.status !== 'scheduled' || canGoAsScheduled(row);
          return ok({ removedAt: null, ...(asItWas ? {} : { status: 'draft', ...UNTIMED }) });
        },
        'removed',
      ),
  };
}
