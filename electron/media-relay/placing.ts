import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { failure } from '../platforms/call-failed.ts';
import type { MediaRelay, PlatformResult } from '../platforms/platform.ts';
import { ADDRESS_LIFE } from './address-life.ts';
import type { Bucket } from './bucket.ts';
import { CUT_SHORT } from './cut-short.ts';
import type { createRelayStore, PlacedFile } from './relay-settings.ts';

const HOUR = 3_600_000;
/** What nobody holds is left for that long: a network may still be fetching what a crash left behind, ms. */
const LEFT_FOR = ADDRESS_LIFE * 1000 + HOUR;

export interface PlacingOptions {
  store: ReturnType<typeof createRelayStore>;
  clock: Clock;
  log: Log;
  open(): Promise<PlatformResult<Bucket>>;
}

/** Files in the bucket: each put once, and taken away when nobody needs it. What is there is written down before. */
export function createPlacing({ store, clock, log, open }: PlacingOptions) {
  /** Whose posts wait for a network to fetch a file. Putting it there again, for another try, is one hold. */
  const holders = new Map<string, Set<string>>();
  const hold = (sha256: string, holder: string): void => {
    const held = holders.get(sha256) ?? new Set();
    holders.set(sha256, held.add(holder));
  };
  /** Whether nobody holds it any more. */
  function letGo(sha256: string, holder: string): boolean {
    const held = holders.get(sha256);
    held?.delete(holder);
    if (held && held.size > 0) return false;
    holders.delete(sha256);
    return true;
  }

  // One change of a file at a time: two accounts may send the same one at once.
  const turns = new Map<string, Promise<unknown>>();
  function inTurn<Value>(sha256: string, work: () => Promise<Value>): Promise<Value> {
    const mine = (turns.get(sha256) ?? Promise.resolve()).then(work, work);
    turns.set(sha256, mine);
    const leave = () => {
      if (turns.get(sha256) === mine) turns.delete(sha256);
    };
    mine.then(leave, leave);
    return mine;
  }

  const others = (key: string) => store.placed().filter((file) => file.key !== key);

  async function place(
    file: Parameters<MediaRelay['put']>[0],
    signal?: AbortSignal,
  ): Promise<PlatformResult<{ url: string }>> {
    if (signal?.aborted) return failure('unreachable', CUT_SHORT);
    const bucket = await open();
    if (!bucket.ok) return bucket;
    const prefix = store.settings()?.prefix ?? '';
    // The same picture goes to two networks in two sizes.
    const key = `${prefix}${file.sha256}-${file.bytes}${ENDINGS[file.mimeType] ?? ''}`;
    store.keepPlaced([...others(key), { sha256: file.sha256, key, at: clock.now() }]);
    const there = await bucket.value.has(key, file.bytes);
    if (!there.ok) return there;
    const put = there.value || (await bucket.value.put(key, file, signal));
    if (put !== true && !put.ok) return put;
    return { ok: true, value: { url: await bucket.value.address(key) } };
  }

  /** Takes a file away; where that can't be, it stays written down for the next sweep. */
  const takeAway = ({ sha256, key }: PlacedFile): Promise<void> =>
    inTurn(sha256, async () => {
      const bucket = await open();
      const taken = bucket.ok ? await bucket.value.take(key) : bucket;
      if (taken.ok) store.keepPlaced(others(key));
      else log.warn('A file stays in the media relay for now', { reason: taken.message });
    });

  /** Also what is held: its address has ended by then. @param olderThan ms */
  async function sweep(olderThan: number): Promise<void> {
    // What is left in a bucket that was forgotten is known again when it is set up again.
    if (!store.settings()) return;
    for (const file of store.placed()) if (clock.now() - file.at >= olderThan) await takeAway(file);
  }

  const relayOf = (holder: string): MediaRelay => ({
    async put(file, signal) {
      hold(file.sha256, holder);
      const placed = await inTurn(file.sha256, () => place(file, signal));
      if (!placed.ok) letGo(file.sha256, holder);
      return placed;
    },
    async remove(sha256) {
      if (!letGo(sha256, holder)) return;
      for (const file of store.placed()) if (file.sha256 === sha256) await takeAway(file);
    },
  });

  let hourly: NodeJS.Timeout | null = null;
  const sweepLeft = () =>
    void sweep(LEFT_FOR).catch((error: unknown) =>
      log.warn('The media relay could not be tidied up', { error }),
    );
  return {
    relayOf,
    sweep,
    start() {
      sweepLeft();
      hourly ??= setInterval(sweepLeft, HOUR).unref();
    },
    stop() {
      if (hourly) clearInterval(hourly);
      hourly = null;
    },
  };
}

/** Some networks look at the ending of an address. */
const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'image/gif': '.gif',
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'video/webm': '.webm',
};
