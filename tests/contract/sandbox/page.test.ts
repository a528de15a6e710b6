import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PIXEL } from '../../support/dots.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

let sandbox: OpenSandbox;
beforeEach(async () => {
  sandbox = await openSandbox({ networks: ['mastodon'] });
});
afterEach(() => sandbox.remove());

const headers = () => ({ authorization: `Bearer ${sandbox.accounts[0]?.secret}` });

async function post(status: string, mediaIds: string[] = [], key = '') {
  await fetch(`${sandbox.mastodon}/api/v1/statuses`, {
    method: 'POST',
    headers: { ...headers(), 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ status, media_ids: mediaIds }),
  });
}

const page = async () => {
  const response = await fetch(sandbox.pageUrl);
  return { response, html: await response.text() };
};

it('says what to do while there is nothing', async () => {
  expect((await page()).html).toContain('Nothing has been published here yet.');
});

it('shows posts with their pictures, and what happened to them', async () => {
  const form = new FormData();
  form.set('file', new Blob([PIXEL as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
  const uploaded = await fetch(`${sandbox.mastodon}/api/v2/media`, {
    method: 'POST',
    headers: headers(),
    body: form,
  });
  const { id } = (await uploaded.json()) as { id: string };
  await post('an egg 🥚', [id], 'key-1');
  await post('an egg 🥚', [id], 'key-1');
  await sandbox.faults.set({ rules: [{ fault: { kind: 'status', status: 503 } }] });
  await post('never');

  const { html } = await page();
  expect(html).toContain('1 post on 1 account.');
  expect(html).toMatch(/<h2 id="mastodon-ada">@ada <span class="quiet">Mastodon<\/span><\/h2>/);
  expect(html.match(/an egg 🥚/g)).toHaveLength(2);
  expect(html).toContain('Sent again under its key');
  expect(html).toContain(
    'Mastodon answered with an error at <code>POST /api/v1/statuses</code> for @ada.',
  );
  expect(html).not.toContain('never</p>');
  const sha256 = createHash('sha256').update(PIXEL).digest('hex');
  expect(html).toContain(`<img src="media/${sha256}" alt="Picture 1 of 1"`);
  const image = await fetch(new URL(`media/${sha256}`, sandbox.pageUrl));
  expect(image.headers.get('content-type')).toBe('image/png');
  expect(new Uint8Array(await image.arrayBuffer())).toEqual(PIXEL);
});

it('runs nothing and shows text as text, whatever was posted', async () => {
  const hostile = `<script>alert(1)</script><img src=x onerror="alert(1)"> & '"`;
  await post(hostile, [], `"><script>`);
  const { response, html } = await page();
  expect(html).not.toMatch(/<script/i);
  expect(html).not.toMatch(/<[^>]+\son\w+=/i);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

it('is a page that can be read by everyone: language, title, headings in order, names for its parts', async () => {
  await post('a');
  const { html } = await page();
  expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
  expect(html).toMatch(/<title>[^<]+<\/title>/);
  expect([...html.matchAll(/<h(\d)/g)].map(([, level]) => level)).toEqual(['1', '2']);
  for (const [, id] of html.matchAll(/aria-labelledby="([^"]+)"/g))
    expect(html).toContain(`id="${id}"`);
  expect(html).toContain('<main>');
  const style = await (await fetch(new URL('style.css', sandbox.pageUrl))).text();
  expect(style).toContain('@media (prefers-color-scheme: dark)');
});
