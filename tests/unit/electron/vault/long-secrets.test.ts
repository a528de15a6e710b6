import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoped, withLongSecrets } from '../../../../electron/vault/long-secrets.ts';
import { memorySecrets } from '../../../support/secrets.ts';

describe('long secrets', () => {
  it('come back whole, whatever was there before, in entries that Windows takes', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 4000 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), async (values) => {
        const store = memorySecrets();
        const secrets = withLongSecrets(store);
        for (const value of values) {
          await secrets.set('session', value);
          expect(await secrets.get('session')).toBe(value);
        }
        for (const entry of store.entries.values()) expect(entry.length).toBeLessThanOrEqual(1280);
        await secrets.delete('session');
        expect(await secrets.get('session')).toBeNull();
        expect(store.entries.size).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a secret that looks like the mark of a long one', async () => {
    const secrets = withLongSecrets(memorySecrets());
    await secrets.set('a', 'parts:3:0badcafe');
    expect(await secrets.get('a')).toBe('parts:3:0badcafe');
  });

  it('is the old one or the new one when the writing stops anywhere', async () => {
    const before = 'a'.repeat(3000);
    const after = 'b'.repeat(5000);
    for (let stopAt = 1; stopAt < 20; stopAt++) {
      const store = memorySecrets();
      await withLongSecrets(store).set('session', before);
      let writes = 0;
      const failing = async (work: () => Promise<void>) => {
        writes += 1;
        if (writes === stopAt) throw new Error('power cut');
        await work();
      };
      const breaking = withLongSecrets({
        ...store,
        set: (name, secret) => failing(() => store.set(name, secret)),
        delete: (name) => failing(() => store.delete(name)),
      });
      await breaking.set('session', after).catch(() => undefined);
      expect([before, after]).toContain(await withLongSecrets(store).get('session'));
    }
  });

  it('is gone when a part of it is gone', async () => {
    const store = memorySecrets();
    const secrets = withLongSecrets(store);
    await secrets.set('session', 'x'.repeat(3000));
    const part = [...store.entries.keys()].find((name) => name.endsWith('.1'));
    store.entries.delete(part ?? '');
    expect(await secrets.get('session')).toBeNull();
  });
});

describe('scoped', () => {
  it('keeps two workspaces apart', async () => {
    const store = memorySecrets();
    const one = scoped(store, 'one');
    const two = scoped(store, 'two');
    await one.set('database-key', '1');
    await two.set('database-key', '2');
    await two.delete('database-key');
    expect(await one.get('database-key')).toBe('1');
    expect(await two.get('database-key')).toBeNull();
  });
});
