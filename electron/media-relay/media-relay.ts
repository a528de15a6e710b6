import { randomBytes } from 'node:crypto';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import { serviceOrigin } from '../accounts/service-url.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { failure } from '../platforms/call-failed.ts';
import type { MediaRelay as PlatformRelay, PlatformResult } from '../platforms/platform.ts';
import type { Settings } from '../settings/settings.ts';
import { type SecretStore, secretNames } from '../vault/secret-store.ts';
import type { Bucket } from './bucket.ts';
import { createPlacing } from './placing.ts';
import { createRelayStore, type RelaySettings } from './relay-settings.ts';

export interface MediaRelayOptions {
  settings: Pick<Settings, 'recall' | 'remember'>;
  secrets: SecretStore;
  bus: Bus;
  clock: Clock;
  log: Log;
}

type State = RouteOutput<'relay.get'>;

/** The person's own bucket, for networks that fetch files by an address: a desktop has none. */
export function createMediaRelay({ settings, secrets, bus, clock, log }: MediaRelayOptions) {
  const store = createRelayStore(settings);
  const placing = createPlacing({ store, clock, log, open });

  /** @throws where the keychain does not answer */
  const secret = () => secrets.get(secretNames.relayKey);

  async function open(): Promise<PlatformResult<Bucket>> {
    const known = store.settings();
    if (!known) return failure('refused', NOT_SET_UP);
    const key = await secret().catch(() => undefined);
    if (key === undefined) return failure('unreachable', KEYCHAIN);
    if (key === null) return failure('refused', SECRET_GONE);
    // Loaded with its first use: it brings HTTP along, which the start of the application does without.
    const { openBucket } = await import('./bucket.ts');
    return { ok: true, value: openBucket(known, key) };
  }

  async function get(): Promise<Result<State, 'keychain_unavailable'>> {
    const relay = store.settings();
    const key = relay ? await secret().catch(() => undefined) : null;
    if (key === undefined) return fail('keychain_unavailable', KEYCHAIN);
    return ok({ relay, hasSecret: key !== null });
  }

  /** A small file goes the way that an image goes. */
  async function tryOut(
    bucket: Bucket,
    { prefix }: RelaySettings,
  ): Promise<PlatformResult<'good'>> {
    const content = new Uint8Array(randomBytes(64));
    const key = `${prefix}clientnest-test-${Buffer.from(content.subarray(0, 8)).toString('hex')}.bin`;
    const put = await bucket.put(key, {
      mimeType: 'application/octet-stream',
      bytes: content.byteLength,
      read: async (start, end) => content.subarray(start, end),
    });
    if (!put.ok) return put;
    const back = await bucket.fetchBack(await bucket.address(key));
    const taken = await bucket.take(key);
    if (!back.ok) return back;
    if (Buffer.compare(back.value, content) !== 0)
      return failure(
        'refused',
        'Another file came back than was put there. Check the public address.',
      );
    if (!taken.ok)
      return failure(
        'refused',
        'Files can be put there and fetched, but not taken away again. Allow the access key to delete files (s3:DeleteObject).',
      );
    return { ok: true, value: 'good' };
  }

  return {
    get,

    /** What the adapter is given for one account; null where none is set up. */
    of: (accountId: string): PlatformRelay | null =>
      store.settings() ? placing.relayOf(accountId) : null,
    isSetUp: (): boolean => store.settings() !== null,

    async save({
      secretAccessKey,
      ...input
    }: ParsedInput<'relay.save'>): Promise<
      Result<State, 'insecure_address' | 'secret_missing' | 'keychain_unavailable'>
    > {
      const { endpoint, publicUrl, prefix } = input;
      for (const address of [endpoint, publicUrl ?? endpoint])
        if (!serviceOrigin(address).ok) return fail('insecure_address', insecure(address));
      const before = store.settings();
      // With the key that is kept, before another one takes its place.
      if (before && (before.endpoint !== endpoint || before.bucket !== input.bucket))
        await placing.sweep(0);
      try {
        if (secretAccessKey !== undefined) await secrets.set(secretNames.relayKey, secretAccessKey);
        else if ((await secret()) === null)
          return fail('secret_missing', 'Paste the secret key that belongs to the access key.');
      } catch {
        // Nothing was written yet.
        return fail('keychain_unavailable', KEYCHAIN);
      }
      const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
      store.keepSettings({ ...input, prefix: folder });
      bus.emit('settings.changed', {});
      return get();
    },

    async test(): Promise<Result<{ tookMs: number }, 'not_set_up' | 'test_failed'>> {
      const known = store.settings();
      if (!known) return fail('not_set_up', NOT_SET_UP);
      const started = performance.now();
      const bucket = await open();
      const tried = bucket.ok ? await tryOut(bucket.value, known) : bucket;
      return tried.ok
        ? ok({ tookMs: Math.round(performance.now() - started) })
        : fail('test_failed', tried.message);
    },

    async remove(): Promise<Result<State, 'keychain_unavailable'>> {
      await placing.sweep(0);
      try {
        await secrets.delete(secretNames.relayKey);
      } catch {
        // Without it the settings would still name a key that is kept.
        return fail('keychain_unavailable', KEYCHAIN);
      }
      store.keepSettings(null);
      bus.emit('settings.changed', {});
      return ok({ relay: null, hasSecret: false });
    },

    /** Takes away what an earlier run has left in the bucket, now and each hour. */
    start: placing.start,
    close: placing.stop,
  };
}
export type MediaRelay = ReturnType<typeof createMediaRelay>;

const NOT_SET_UP = 'No media relay is set up. Set one up in Settings → Media relay.';
const SECRET_GONE =
  'The secret key of the media relay is not in the keychain any more. Paste it again in Settings → Media relay.';
const KEYCHAIN =
  'The keychain does not answer, so the secret key of the media relay can’t be reached. Unlock the keychain, then try again.';

const insecure = (address: string): string =>
  URL.canParse(address)
    ? 'Use an address that starts with https: networks fetch from no other.'
    : `“${address}” is no address. Write it in full, with https:// before it.`;
