import { afterEach, beforeEach, expect } from 'vitest';
import { PIXEL } from '../../support/dots.ts';
import { openMastodonSpec } from '../../support/mastodon-spec.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

const spec = openMastodonSpec();
if (!spec)
  console.warn('Mastodon’s published description is not here: answers are not held against it.');

export type Json = Record<string, unknown>;

interface Server {
  sandbox: OpenSandbox;
  /** UTC epoch ms; the tests move it. */
  now: number;
  /** Ada's. */
  token: string;
}

/** A new server for each test of a file, on a clock that stands still. Every answer is held against the published description. */
export function withMastodon() {
  const server = {} as Server;

  async function open(limited = false) {
    server.sandbox = await openSandbox({
      networks: ['mastodon'],
      limited,
      clock: { now: () => server.now },
    });
    server.token = server.sandbox.accounts.find(({ handle }) => handle === 'ada')?.secret ?? '';
  }
  beforeEach(async () => {
    server.now = Date.UTC(2026, 10, 22, 9);
    await open();
  });
  afterEach(() => server.sandbox.remove());

  async function call(
    name: string,
    options: { body?: unknown; headers?: Json; as?: string | null } = {},
  ) {
    const { body, headers = {}, as = server.token } = options;
    const [method = '', path = ''] = name.split(' ');
    const isForm = body instanceof FormData || body instanceof URLSearchParams;
    const response = await fetch(new URL(path, server.sandbox.mastodon), {
      method,
      redirect: 'manual',
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${as}` }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...(headers as Record<string, string>),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const json = (isJson ? JSON.parse(text) : text) as Json;
    if (isJson) expect(spec?.problems(method, path, response.status, json) ?? []).toEqual([]);
    return { status: response.status, json, headers: response.headers };
  }

  return {
    server,
    call,
    /** Another server in the place of this one. */
    async reopen(limited: boolean) {
      await server.sandbox.remove();
      await open(limited);
    },
    post: (status: string, over: Json = {}, key?: string) =>
      call('POST /api/v1/statuses', {
        body: { status, ...over },
        headers: key === undefined ? {} : { 'idempotency-key': key },
      }),
    upload(description?: string, bytes: Uint8Array = PIXEL, type = 'image/png') {
      const form = new FormData();
      form.set('file', new Blob([bytes as Uint8Array<ArrayBuffer>], { type }), 'picture.png');
      if (description !== undefined) form.set('description', description);
      return call('POST /api/v2/media', { body: form });
    },
    posted: () =>
      server.sandbox.posts().map(({ text, origin, removedAt }) => ({
        text,
        origin,
        removed: removedAt !== null,
      })),
  };
}
