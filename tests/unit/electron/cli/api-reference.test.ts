import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apiReference } from '../../../../electron/cli/api-reference.ts';
import { contract } from '../../../../shared/ipc/contract.ts';
import { events } from '../../../../shared/ipc/events.ts';

const made = apiReference();

describe('the API reference', () => {
  it('has every route with its codes, and every event', () => {
    for (const [name, route] of Object.entries(contract)) {
      const chapter = made.slice(made.indexOf(`### ${name}\n`)).split('\n### ')[0] ?? '';
      expect(chapter, name).toContain(route.summary);
      for (const code of route.errors) expect(chapter, name).toContain(`\`${code}\``);
    }
    for (const name of Object.keys(events)) expect(made).toContain(`### ${name}\n`);
  });

  it('says of each field what may be sent', () => {
    expect(made).toContain('| `passphrase` | string | 12 to 1024 characters |');
    expect(made).toContain('| `targets[].accountId` | id |  |');
    expect(made).toContain('| `limit` | integer | default `20`; 1 to 50 |');
    expect(made).toContain('Value: [Post](#post).');
    expect(made).not.toMatch(/undefined|\[object/);
  });

  it('links only to chapters that are there', () => {
    const chapters = new Set(
      [...made.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title?.toLowerCase()),
    );
    for (const [, target] of made.matchAll(/\]\(#([^)]+)\)/g)) expect(chapters).toContain(target);
  });

  it('is up to date: npm run docs', () => {
    const file = new URL('../../../../docs/api/reference.md', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(made);
  });
});
