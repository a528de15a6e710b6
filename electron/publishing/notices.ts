import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { DeliveryState } from '../../shared/domain/post-status.ts';
import type { EventPayload } from '../../shared/ipc/events.ts';
import type { Payload } from './payload.ts';
import type { DeliveryProgress } from './progress.ts';

type Notice = { notice: string | null } & Pick<EventPayload<'delivery.changed'>, 'kind' | 'reason'>;

/**
 * What the person hears of a change: what happened, and what there is to do. Never a word of the post,
 * because it may be read on a locked screen.
 * @param waitsFor of a wait that has not been told yet; null otherwise
 * @param lateBy ms after the planned time
 */
export function noticeOf(
  { network, handle }: Pick<Payload, 'network' | 'handle'>,
  state: DeliveryState,
  message: string | null,
  { waitsFor, lateBy }: { waitsFor: DeliveryProgress['told']; lateBy: number },
): Notice {
  const where = `on ${NETWORKS[network].name} as @${handle}`;
  switch (state) {
    case 'published':
      if (message !== null)
        return problem(
          'first_comment',
          `Published ${where}, without its first comment.`,
          message,
          'Open the post to try the comment again.',
        );
      return {
        notice: `Published ${where}${lateness(lateBy)}.`,
        kind: 'published',
        reason: null,
      };
    case 'failed':
      return problem('failed', `Not published ${where}.`, message, 'Open the post to decide.');
    case 'needs_check':
      return problem(
        'needs_check',
        `ClientNest can’t tell whether the post ${where} was published.`,
        null,
        'Look at the account, then say what you found.',
      );
    default:
      if (waitsFor === 'account')
        return problem(
          'account',
          `Not published yet ${where}.`,
          message,
          'What waits goes out after that.',
        );
      return waitsFor === 'network'
        ? problem(
            'network',
            `Not published yet ${where}.`,
            message,
            'ClientNest keeps trying; there is nothing you have to do.',
          )
        : { notice: null, kind: 'progress', reason: null };
  }
}

function problem(
  reason: NonNullable<Notice['reason']>,
  what: string,
  why: string | null,
  next: string,
): Notice {
  const said = why === null ? null : withoutQuote(why);
  return { notice: [what, said, next].filter(Boolean).join(' '), kind: 'problem', reason };
}

/** A network's own words may repeat some of the post; they stand on the post's page. */
const withoutQuote = (message: string): string => message.replace(/\s*It says: “.*”/s, '').trim();

const MINUTE = 60_000;

function lateness(lateBy: number): string {
  const minutes = Math.floor(lateBy / MINUTE);
  if (minutes < 5) return '';
  if (minutes < 120) return `, ${minutes} minutes late`;
  return `, ${Math.round(minutes / 60)} hours late`;
}
