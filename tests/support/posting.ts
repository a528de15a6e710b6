import type {
  OutgoingPost,
  Platform,
  PlatformContext,
  PublishProgress,
  SentPost,
} from '../../electron/platforms/platform.ts';
import type { FaultPlanInput } from '../../electron/sandbox/faults/plan.ts';
import { memory, outgoingPost, sentPost } from './platform-call.ts';
import type { OpenSandbox } from './sandbox.ts';

interface Line {
  /** The adapter of the test that runs. */
  platform(): Platform;
  context(over?: Partial<PlatformContext>): PlatformContext;
  /** When posts are written, UTC epoch ms. */
  now(): number;
}

/** What a test does with an adapter, whatever the network: it writes a post, sends it, and looks for it. */
export const posting = ({ platform, context, now }: Line) => ({
  post: (text: string, over: Partial<OutgoingPost> = {}) =>
    outgoingPost(text, {
      recordKey: platform().newRecordKey(now()),
      createdAt: now(),
      ...over,
    }),
  publish: (
    outgoing: OutgoingPost,
    progress: PublishProgress = memory(),
    over: Partial<PlatformContext> = {},
  ) => platform().publish(context(over), outgoing, progress),
  reconcile: (outgoing: OutgoingPost, progress: PublishProgress, over: Partial<SentPost> = {}) =>
    platform().reconcile(context(), { ...sentPost(outgoing, progress.saved), ...over }),
});

/** What a test does with the sandbox: it plays faults, and tells what is out. */
export const playing = (sandbox: () => OpenSandbox) => ({
  /** The faults from here on; none takes back those of before. */
  fault: async (...rules: NonNullable<FaultPlanInput['rules']>) => {
    const wrong = await sandbox().faults.set({ rules });
    if (wrong !== null) throw new Error(wrong);
  },
  /** Of all accounts, oldest first. */
  texts: () =>
    sandbox()
      .posts()
      .filter(({ removedAt }) => removedAt === null)
      .map(({ text }) => text),
});
