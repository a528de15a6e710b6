import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { DeliveryState } from '../../shared/domain/post-status.ts';
import type { EventPayload } from '../../shared/ipc/events.ts';
import type { Payload } from './payload.ts';

type Notice = { notice: string | null; kind: EventPayload<'delivery.changed'>['kind'] };

/**
 * What the person hears of a change.
 * @param isNews of a wait: it has not been told yet
 * @param lateBy ms after the planned time
 */
export function noticeOf(
  { network, handle }: Pick<Payload, 'network' | 'handle'>,
  state: DeliveryState,
  message: string | null,
  { isNews, lateBy }: { isNews: boolean; lateBy: number },
): Notice {
  const who = `@${handle}`;
  switch (state) {
    case 'published':
      return {
        notice: `Published on ${NETWORKS[network].name} as ${who}${lateness(lateBy)}.`,
        kind: 'published',
      };
    case 'failed':
      return { notice: `Not published as ${who}. ${message ?? ''}`.trim(), kind: 'problem' };
    case 'needs_check':
      return {
        notice: `ClientNest can’t tell whether the post as ${who} was published. Look at it and decide.`,
        kind: 'problem',
      };
    default:
      return isNews
        ? { notice: `Not published yet as ${who}. ${message ?? ''}`.trim(), kind: 'problem' }
        : { notice: null, kind: 'progress' };
  }
}

const MINUTE = 60_000;

function lateness(lateBy: number): string {
  const minutes = Math.floor(lateBy / MINUTE);
  if (minutes < 5) return '';
  if (minutes < 120) return `, ${minutes} minutes late`;
  return `, ${Math.round(minutes / 60)} hours late`;
}
