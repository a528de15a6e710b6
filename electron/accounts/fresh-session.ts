import type { Platform, PlatformContext, PlatformResult, Session } from '../platforms/platform.ts';

type Call<Input extends unknown[], Value> = (
  context: PlatformContext,
  ...input: Input
) => Promise<PlatformResult<Value>>;

/**
 * The same platform, each call with the session as it is kept now. The app and the command line may
 * share a workspace: where one is told that a session is over, the other may have renewed it meanwhile.
 */
export function withFreshSession(
  platform: Platform,
  { recent, read }: Record<'recent' | 'read', () => Promise<Session | null>>,
): Platform {
  const fresh =
    <Input extends unknown[], Value>(call: Call<Input, Value>): Call<Input, Value> =>
    async (context, ...input) => {
      let known = (await recent()) ?? context.session;
      const result = await call(
        {
          ...context,
          session: known,
          renewSession: async (old, renew) => {
            const renewed = await context.renewSession(old, renew);
            if (renewed.ok) known = renewed.value;
            return renewed;
          },
        },
        ...input,
      );
      if (result.ok || result.class !== 'auth') return result;
      const kept = await read();
      if (kept === null || isPartOf(known, kept)) return result;
      return call({ ...context, session: kept }, ...input);
    };
  const { nativeSchedule, metrics, comments, reply, mentions, findReply } = platform;
  const { like, setHidden, removeComment, removePost } = platform;
  return {
    ...platform,
    whoAmI: fresh(platform.whoAmI),
    publish: fresh(platform.publish),
    reconcile: fresh(platform.reconcile),
    ...(nativeSchedule && {
      nativeSchedule: {
        handOver: fresh(nativeSchedule.handOver),
        find: fresh(nativeSchedule.find),
        look: fresh(nativeSchedule.look),
        move: fresh(nativeSchedule.move),
        takeBack: fresh(nativeSchedule.takeBack),
      },
    }),
    ...(metrics && { metrics: fresh(metrics) }),
    ...(comments && { comments: fresh(comments) }),
    ...(reply && { reply: fresh(reply) }),
    ...(mentions && { mentions: fresh(mentions) }),
    ...(findReply && { findReply: fresh(findReply) }),
    ...(like && { like: fresh(like) }),
    ...(setHidden && { setHidden: fresh(setHidden) }),
    ...(removeComment && { removeComment: fresh(removeComment) }),
    ...(removePost && { removePost: fresh(removePost) }),
  };
}

/**
 * Whether `known` is the kept session, as far as an adapter reads it: it may have left fields out or put
 * them in another order. A renewed session has another token, so it is never part of the one before.
 */
export const isPartOf = (known: Session, kept: Session): boolean =>
  Object.entries(known).every(
    ([name, value]) => value === undefined || canonical(value) === canonical(kept[name]),
  );

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  ) ?? 'undefined';
