import { expect, it } from 'vitest';
import { BUCKET_KEY, startBucket } from '../../support/bucket.ts';
import { answered, startCore } from '../../support/core.ts';
import { openSandbox } from '../../support/sandbox.ts';

it('is what the calls of an account are given, as soon as it is set up', async () => {
  const bucket = await startBucket();
  const sandbox = await openSandbox({ networks: ['mastodon'] });
  const core = await startCore();
  try {
    const client = answered(await core.call('clients.create', { name: 'Bakery' }));
    const account = answered(
      await core.call('accounts.connect', {
        clientId: client.id,
        network: 'mastodon',
        serviceUrl: sandbox.mastodon,
        appPassword: sandbox.accounts[0]?.secret ?? '',
      }),
    );
    const relay = async () => {
      const line = await core.core.services()?.accounts.context(account.id);
      if (!line?.ok) throw new Error('There is no such account');
      return line.value.context.relay;
    };
    expect(await relay()).toBeNull();
    answered(
      await core.call('relay.save', {
        endpoint: bucket.url,
        region: 'auto',
        bucket: 'relay',
        accessKeyId: BUCKET_KEY,
        secretAccessKey: BUCKET_KEY,
        prefix: '',
        pathStyle: true,
        publicUrl: null,
      }),
    );
    const bytes = new TextEncoder().encode('A picture');
    const put = await (await relay())?.put({
      sha256: 'a'.repeat(64),
      mimeType: 'image/png',
      bytes: bytes.byteLength,
      read: async (start, end) => bytes.subarray(start, end),
    });
    expect(put).toMatchObject({ ok: true });
    expect(put?.ok && (await (await fetch(put.value.url)).text())).toBe('A picture');
    await (await relay())?.remove('a'.repeat(64));
    expect(bucket.keys()).toEqual([]);
    expect(JSON.stringify(core.log.lines)).not.toContain(BUCKET_KEY);
  } finally {
    await core.close();
    await sandbox.remove();
    await bucket.stop();
  }
});
