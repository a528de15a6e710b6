import { useEffect, useMemo, useState } from 'react';
import { createQuality } from '../../../../shared/domain/quality/quality.ts';
import type { Account } from '../../../../shared/ipc/views.ts';
import { useRoute } from '../../../ipc/queries.ts';
import type { DraftMessage } from '../draft-messages.ts';
import { type Rated, ratedOf } from './rate.ts';

/** How long nothing is written before it is rated, in ms: no key ever waits for it. */
const PAUSE = 400;
const NONE: Rated[] = [];

/** What is on the desk, rated for each network; empty until there is something to rate. */
export function useQuality(
  { postId, clientId }: { postId: string; clientId: string },
  messages: readonly DraftMessage[],
  accounts: readonly Account[],
): readonly Rated[] {
  const { data } = useRoute('quality.material', { clientId, postId });
  const rate = useMemo(
    () => data && createQuality({ voice: { avoid: data.avoid }, earlier: data.earlier }),
    [data],
  );
  const [rated, setRated] = useState(NONE);
  useEffect(() => {
    if (!rate) return;
    const timer = window.setTimeout(() => setRated(ratedOf(messages, accounts, rate)), PAUSE);
    return () => window.clearTimeout(timer);
  }, [rate, messages, accounts]);
  return rated;
}
