import { useMemo, useState } from 'react';
import { resolveWallTime, wallTimeAt } from '../../../shared/domain/wall-time.ts';
import type { Post } from '../../../shared/ipc/views.ts';
import { now, useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { nextFullHour } from '../calendar/time.ts';

export interface When {
  /** Wall-clock time in the profile's zone. */
  wall: string;
  /** Whether it differs from what the post is scheduled for. */
  isChanged: boolean;
  /** The person chose it; otherwise it is a proposal, or the plan. */
  isChosen: boolean;
  choose: (wall: string) => void;
}

/** When the post is to go out: as scheduled, as the calendar was clicked, or at the next full hour. */
export function useWhen(post: Post | null, startAt: string | null): When {
  const { zone } = useTimeStyle();
  const tick = useNow(30_000);
  const [chosen, setChosen] = useState<string | null>(() => validWall(startAt, zone));
  const planned =
    post !== null && post.scheduledAt !== null ? wallTimeAt(post.scheduledAt, zone) : null;
  // A proposal moves on with the clock; what a person or the plan says does not.
  const stillAhead = planned !== null && resolveWallTime(planned, zone).at > tick ? planned : null;
  const wall =
    chosen ?? (post?.status === 'scheduled' ? planned : stillAhead) ?? nextFullHour(tick, zone);
  const isChanged = wall !== planned;
  const isChosen = chosen !== null;
  return useMemo(
    () => ({ wall, isChanged, isChosen, choose: setChosen }),
    [wall, isChanged, isChosen],
  );
}

/** A time from the URL may be anything, or may have passed. */
function validWall(wall: string | null, zone: string): string | null {
  if (wall === null) return null;
  try {
    return resolveWallTime(wall.slice(0, 16), zone).at > now() ? wall.slice(0, 16) : null;
  } catch {
    return null;
  }
}
