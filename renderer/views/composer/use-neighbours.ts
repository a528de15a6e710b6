import { useEffect, useMemo, useState } from 'react';
import type { Finding } from '../../../shared/domain/preflight.ts';
import { useRoute } from '../../ipc/queries.ts';
import type { DraftMessage } from './draft-messages.ts';

/** How long nothing is written before the posts around are looked at, in ms. */
const PAUSE = 800;
const NONE: Finding[] = [];

/**
 * Posts of the same accounts that say nearly the same, or that go out at nearly the same time.
 * @param at when it is to go out, UTC epoch ms
 */
export function useNeighbours(
  postId: string,
  messages: readonly DraftMessage[],
  at: number,
): readonly Finding[] {
  const asked = useMemo(
    () => ({ targets: messages.map(({ accountId, text }) => ({ accountId, text })), at }),
    [messages, at],
  );
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(asked), PAUSE);
    return () => window.clearTimeout(timer);
  }, [asked]);
  const saysSomething = settled.targets.some(({ text }) => text.trim() !== '');
  const { data } = useRoute(
    'posts.compare',
    { id: postId, ...settled },
    { enabled: saysSomething, keepPrevious: true },
  );
  return saysSomething ? ((data as Finding[] | undefined) ?? NONE) : NONE;
}
