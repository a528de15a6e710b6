import { v7 } from 'uuid';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Change, Inverse, Many } from '../posts/many.ts';
import type { Publishing } from './publishing.ts';

type Outcome = RouteOutput<'posts.moveMany'>;
type HandOver = Publishing['handOver'];

/** How many actions can be taken back. Only this process knows them: it is for what was just done. */
const KEPT = 50;

export type Bulk = ReturnType<typeof createBulk>;

/**
 * One action for many posts: one transaction for all that are only here. What a network holds is
 * changed there first, one after the other, and stays as it is where the network refuses.
 */
export function createBulk({
  many,
  handOver,
}: {
  many: Many;
  handOver: Pick<HandOver, 'holds' | 'afterMoving' | 'afterTakingBack'>;
}) {
  const kept = new Map<string, readonly Inverse[]>();

  function remember(inverses: readonly Inverse[]): string | null {
    if (inverses.length === 0) return null;
    const token = v7();
    kept.set(token, inverses);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return token;
  }

  /**
   * @param change of one post
   * @param atNetwork the same for a post that a network holds; it needs no word with the network unless given
   */
  async function each<Item extends { id: string }, Value>(
    items: readonly Item[],
    change: (item: Item) => Result<Value>,
    atNetwork?: (item: Item) => Promise<Result<Value>>,
  ): Promise<{ item: Item; result: Result<Value> }[]> {
    const held = atNetwork ? items.filter(({ id }) => handOver.holds(id)) : [];
    const isHeld = new Set(held);
    const results = many.together(() =>
      items.filter((item) => !isHeld.has(item)).map((item) => ({ item, result: change(item) })),
    );
    if (atNetwork) for (const item of held) results.push({ item, result: await atNetwork(item) });
    return results;
  }

  async function run(
    ids: readonly string[],
    change: (id: string) => Change,
    atNetwork?: (id: string) => Promise<Change>,
  ): Promise<{ outcome: Outcome; inverses: Inverse[] }> {
    const items = [...new Set(ids)].map((id) => ({ id }));
    const results = await each(
      items,
      ({ id }) => change(id),
      atNetwork && (({ id }) => atNetwork(id)),
    );
    const inverses = results.flatMap(({ result }) => (result.ok && result.value) || []);
    return { outcome: { ...told(results), undo: remember(inverses) }, inverses };
  }

  return {
    async move({ ids, by }: ParsedInput<'posts.moveMany'>): Promise<Outcome> {
      const change = (id: string) => many.move(id, by);
      const ran = await run(ids, change, (id) =>
        handOver.afterMoving(id, many.instantAfter(id, by), () => change(id)),
      );
      return ran.outcome;
    },

    async unplan({ ids }: ParsedInput<'posts.unplanMany'>): Promise<Outcome> {
      const ran = await run(ids, many.unplan, (id) =>
        handOver.afterTakingBack(id, () => many.unplan(id)),
      );
      return ran.outcome;
    },

    /** A label is ours: no network needs to hear of it. */
    async label({ ids, add, remove }: ParsedInput<'posts.labelMany'>): Promise<Outcome> {
      return (await run(ids, (id) => many.label(id, add, remove))).outcome;
    },

    async duplicate({
      ids,
      clientId,
    }: ParsedInput<'posts.duplicateMany'>): Promise<
      Result<RouteOutput<'posts.duplicateMany'>, 'not_found'>
    > {
      if (!many.isClientHere(clientId))
        return fail('not_found', 'This client is not here any more, or is archived.');
      const { outcome, inverses } = await run(ids, (id) => many.duplicate(id, clientId));
      return ok({ ...outcome, made: inverses.map(({ id }) => id) });
    },

    async submit({ ids }: ParsedInput<'posts.submitMany'>): Promise<Outcome> {
      return (await run(ids, many.submit)).outcome;
    },

    async remove({ ids }: ParsedInput<'posts.removeMany'>): Promise<Outcome> {
      const ran = await run(ids, many.remove, (id) =>
        handOver.afterTakingBack(id, () => many.remove(id)),
      );
      return ran.outcome;
    },

    /** The last change first. What was changed since stays, and is told. */
    async undo({
      undo,
    }: ParsedInput<'posts.undoMany'>): Promise<Result<RouteOutput<'posts.undoMany'>, 'not_found'>> {
      const inverses = kept.get(undo);
      if (!inverses) return fail('not_found', 'This can’t be taken back any more.');
      kept.delete(undo);
      const results = await each(inverses.toReversed(), many.takeBack, (inverse) =>
        atNetworkFirst(inverse),
      );
      return ok(told(results));
    },
  };

  function atNetworkFirst(inverse: Inverse): Promise<Result<null>> {
    const { id } = inverse;
    const back = () => many.takeBack(inverse);
    if (inverse.kind !== 'time') return Promise.resolve(back());
    return inverse.was.status === 'scheduled'
      ? handOver.afterMoving(id, inverse.was.scheduledAt, back)
      : handOver.afterTakingBack(id, back);
  }
}

function told(
  results: readonly { item: { id: string }; result: Result<unknown> }[],
): Omit<Outcome, 'undo'> {
  const done: string[] = [];
  const refused: Outcome['refused'] = [];
  for (const { item, result } of results)
    if (result.ok) done.push(item.id);
    else refused.push({ id: item.id, code: result.error.code, message: result.error.message });
  return { done, refused };
}
