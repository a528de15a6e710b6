import { useQueries } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { Post } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { routeQuery, useRoute } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';
import {
  canBe,
  choiceOf,
  type DecidedPost,
  type Decision,
  type Entry,
  entriesOf,
  outcomeOf,
} from './outcomes.ts';

/** More are shown once these are decided. */
const SHOWN = 200;

/** The missed posts, what was decided for each in this sheet, and the way back. */
export function useTriage() {
  const query = useRoute('triage.list', { limit: SHOWN }, { keepPrevious: true });
  const [decided, setDecided] = useState<ReadonlyMap<string, DecidedPost>>(new Map());
  const [refusals, setRefusals] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  /** Ids that were moved or dropped together, the newest last. */
  const history = useRef<string[][]>([]);

  const entries = useMemo(
    () => entriesOf(query.data?.posts ?? [], query.dataUpdatedAt, decided),
    [query.data, query.dataUpdatedAt, decided],
  );
  const statusOf = usePublished(entries);

  const during = async <Value>(ids: readonly string[], work: () => Promise<Value>) => {
    setBusy((current) => new Set([...current, ...ids]));
    try {
      return await work();
    } finally {
      setBusy((current) => new Set([...current].filter((id) => !ids.includes(id))));
    }
  };

  /** Decides those for which the choice is there. */
  async function decide(posts: readonly Entry[], decision: Decision): Promise<void> {
    const open = posts.filter(
      ({ missed, outcome }) =>
        outcome === null && canBe(missed, choiceOf(decision)) && !busy.has(missed.post.id),
    );
    const ids = open.map(({ missed }) => missed.post.id);
    if (ids.length === 0) return;
    await during(ids, async () => {
      const answer = await ask('triage.decide', { ids, decision });
      if (!answer.ok) return toast.failed(answer.error.message);
      const results = new Map(answer.value.map((result) => [result.id, result]));
      const decidedAt = Date.now();
      setDecided((current) => {
        const next = new Map(current);
        for (const { missed } of open) {
          const result = results.get(missed.post.id);
          if (!result?.ok) continue;
          const outcome = outcomeOf(decision, result.scheduledAt);
          next.set(result.id, { missed, outcome, decidedAt });
        }
        return next;
      });
      setRefusals((current) => {
        const next = new Map(current);
        for (const result of answer.value) {
          if (result.ok) next.delete(result.id);
          else next.set(result.id, result.message);
        }
        return next;
      });
      const done = answer.value.filter(({ ok }) => ok).map(({ id }) => id);
      if (decision !== 'publish_now' && done.length > 0) history.current.push(done);
    });
  }

  async function takeBack(ids: readonly string[]): Promise<void> {
    history.current = history.current
      .map((batch) => batch.filter((id) => !ids.includes(id)))
      .filter((batch) => batch.length > 0);
    const back = await during(ids, () => takeDecisionsBack(ids));
    setDecided((current) => {
      const next = new Map(current);
      for (const id of back) {
        const was = next.get(id);
        if (was) next.set(id, { ...was, outcome: { kind: 'back' }, decidedAt: Date.now() });
      }
      return next;
    });
  }

  return {
    query,
    entries,
    /** Of posts that were published now. */
    statusOf,
    refusalOf: (id: string): string | undefined => refusals.get(id),
    isBusy: (id: string): boolean => busy.has(id),
    decide,
    takeBack,
    /** Takes the newest decision back; false where there is none that can be. */
    undo(): boolean {
      const last = history.current.at(-1);
      if (last) void takeBack(last);
      return last !== undefined;
    },
  };
}

/** Says what can't be taken back, and answers with what was. */
export async function takeDecisionsBack(ids: readonly string[]): Promise<string[]> {
  const answer = await ask('triage.takeBack', { ids: [...ids] });
  if (!answer.ok) {
    toast.failed(answer.error.message);
    return [];
  }
  const refused = answer.value.find((result) => !result.ok);
  if (refused && !refused.ok) toast.failed(refused.message);
  return answer.value.filter(({ ok }) => ok).map(({ id }) => id);
}

/** How it goes with what was published now. */
function usePublished(entries: readonly Entry[]): (id: string) => Post['status'] | undefined {
  const ids = entries
    .filter(({ outcome }) => outcome?.kind === 'publishing')
    .map(({ missed }) => missed.post.id);
  const posts = useQueries({ queries: ids.map((id) => routeQuery('posts.get', { id })) });
  const statuses = new Map(ids.map((id, index) => [id, posts[index]?.data?.status]));
  return (id) => statuses.get(id);
}
