import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openSandbox } from './sandbox.ts';

/** A call and its answer, for holding both against the published description. */
export interface Exchange {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  /** Parsed JSON, or the fields of a form. */
  body: unknown;
  status: number;
  answer: unknown;
}

export interface Person {
  id: string;
  username: string;
  token: string;
}

export interface StatusEntity {
  id: string;
  url: string;
  content: string;
  media_attachments: { id: string; description: string | null }[];
}

export interface Mastodon {
  url: string;
  /** What follows the second @ of a full name. */
  domain: string;
  /** UTC epoch ms on the server's clock. */
  now: () => number;
  exchanges: Exchange[];
  /** A person that nobody else writes as, with a token for an application of ours. */
  createPerson(scopes?: string[]): Promise<Person>;
  /** Another token of the same person. */
  newToken(person: Person, scopes?: string[]): Promise<string>;
  revoke(token: string): Promise<void>;
  /** Newest first, as the API lists them. */
  statuses(person: Person): StatusEntity[];
  /** A status that the person wrote elsewhere; with a picture of its own where `picture` is given. */
  write(person: Person, text: string, picture?: Uint8Array): Promise<StatusEntity>;
  /** Replaces what a status says, as a server that reads the text its own way would. */
  rewrite(status: StatusEntity, content: string): void;
  /** Uploads are answered with 202, and ready at the so manieth look at them; 0 is at once. */
  processing(looks: number): Promise<void>;
  /** Clears away what the person uploaded and no status uses, as a server does once a day. */
  vacuum(person: Person): Promise<void>;
  stop(): Promise<void>;
}

const REDIRECT = 'urn:ietf:wg:oauth:2.0:oob';
const PEOPLE = 60;
const LOOK = 1000;

/** The product's own Mastodon of the sandbox, with a line in front of it that remembers every call. */
export async function startMastodon(): Promise<Mastodon> {
  /** Looks at uploads move the server's clock: that is how they become ready in a test without waiting. */
  let looked = 0;
  // Ids grow with the time: begun long ago, they follow whatever clock a test sets.
  let now: Mastodon['now'] = () => Date.UTC(2024, 0, 1);
  const sandbox = await openSandbox({
    networks: ['mastodon'],
    people: Array.from({ length: PEOPLE }, (_, index) => `person${index + 1}`),
    clock: { now: () => now() + looked },
  });
  const entities = new Map<string, StatusEntity>();
  const rewritten = new Map<string, string>();
  const uploads = new Map<string, string>();
  let people = 0;

  const http = createServer(async (incoming, outgoing) => {
    const { method = 'GET', headers } = incoming;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const sent = Buffer.concat(chunks);
    const url = new URL(incoming.url ?? '/', sandbox.mastodon);
    if (/^\/api\/v1\/media\/\d+$/.test(url.pathname)) looked += LOOK;
    const { host: _host, connection: _connection, 'content-length': _length, ...passed } = headers;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: passed as Record<string, string>,
      ...(sent.length > 0 ? { body: sent } : {}),
    });
    const answer = altered(await response.json());
    if (url.pathname === '/api/v1/statuses' && response.ok) remember(answer as StatusEntity);
    if (url.pathname === '/api/v2/media' && response.ok)
      uploads.set((answer as { id: string }).id, headers.authorization ?? '');
    const body = await parsed(sent, headers['content-type'] ?? '');
    const { status } = response;
    server.exchanges.push({ method, url, headers, body, status, answer: structuredClone(answer) });
    outgoing.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      date: new Date(now()).toUTCString(),
    });
    outgoing.end(JSON.stringify(answer));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');

  const remember = (entity: StatusEntity) => {
    if (!entities.has(entity.id)) entities.set(entity.id, entity);
  };
  const altered = (answer: unknown): unknown => {
    for (const entity of Array.isArray(answer) ? answer : [])
      if (rewritten.has(entity.id)) entity.content = rewritten.get(entity.id);
    return answer;
  };

  /** Past the line, so that it is not among the exchanges. */
  async function call<Answer>(
    name: string,
    body: object | FormData | null,
    token?: string,
  ): Promise<Answer> {
    const [method = '', path = ''] = name.split(' ');
    const isForm = body instanceof FormData;
    const response = await fetch(new URL(path, sandbox.mastodon), {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(isForm || body === null ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === null ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${name}: ${response.status} ${text}`);
    return (
      response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
    ) as Answer;
  }
  interface Application {
    client_id: string;
    client_secret: string;
  }
  const applications = new Map<string, Application>();

  /** By an application of its own, as a person makes one in the preferences of the server. */
  async function authorise(personId: string, scopes: readonly string[]): Promise<string> {
    const scope = scopes.join(' ');
    const app = await call<Application>('POST /api/v1/apps', {
      client_name: 'ClientNest',
      redirect_uris: [REDIRECT],
      scopes: scope,
    });
    const { client_id, client_secret } = app;
    const of = { client_id, redirect_uri: REDIRECT };
    const asked = { ...of, response_type: 'code', scope, person: personId };
    const page = await call<string>('POST /oauth/authorize', asked);
    const code = /<code>([^<]+)/.exec(page)?.[1];
    const given = { ...of, client_secret, code, grant_type: 'authorization_code' };
    const { access_token } = await call<{ access_token: string }>('POST /oauth/token', given);
    applications.set(access_token, app);
    return access_token;
  }

  now = () => Date.now();
  const server: Mastodon = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    domain: new URL(sandbox.mastodon).host,
    get now() {
      return now;
    },
    set now(next) {
      now = next;
    },
    exchanges: [],
    async createPerson(scopes = ['read', 'write']) {
      const account = sandbox.accounts[people++];
      if (!account) throw new Error(`There are only ${PEOPLE} people`);
      const { handle: username, secret } = account;
      const { id } = await call<{ id: string }>(
        'GET /api/v1/accounts/verify_credentials',
        null,
        secret,
      );
      return { id, username, token: await authorise(id, scopes) };
    },
    newToken: ({ id }, scopes = ['read', 'write']) => authorise(id, scopes),
    revoke: async (token) => {
      await call('POST /oauth/revoke', { ...applications.get(token), token });
    },
    statuses: ({ id }) =>
      sandbox
        .posts()
        .filter(({ accountId, origin }) => accountId === id && origin === 'created')
        .flatMap(({ remoteId }) => entities.get(remoteId) ?? [])
        .toReversed(),
    async write({ token }, text, picture) {
      const media_ids: string[] = [];
      if (picture) {
        const form = new FormData();
        form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'x.png');
        media_ids.push((await call<{ id: string }>('POST /api/v2/media', form, token)).id);
      }
      const body = { ...(text === '' ? {} : { status: text }), media_ids };
      const entity = await call<StatusEntity>('POST /api/v1/statuses', body, token);
      remember(entity);
      return entity;
    },
    rewrite(status, content) {
      rewritten.set(status.id, content);
    },
    async processing(looks) {
      const when = { operation: 'POST /api/v2/media' };
      const ms = Math.max(0, looks * LOOK - LOOK / 2);
      const rules = looks === 0 ? [] : [{ when, fault: { kind: 'processing' as const, ms } }];
      const wrong = await sandbox.faults.set({ rules });
      if (wrong !== null) throw new Error(wrong);
    },
    async vacuum({ token }) {
      for (const [id, owner] of uploads)
        if (owner === `Bearer ${token}`)
          await call(`DELETE /api/v1/media/${id}`, null, token).catch(() => undefined);
    },
    async stop() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
      await sandbox.remove();
    },
  };
  return server;
}

async function parsed(body: Buffer, type: string): Promise<unknown> {
  if (type.startsWith('multipart/form-data')) {
    const request = new Response(new Uint8Array(body), { headers: { 'content-type': type } });
    return Object.fromEntries(await request.formData());
  }
  return type.startsWith('application/json') ? JSON.parse(body.toString()) : null;
}
