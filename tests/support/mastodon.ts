import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  accountEntity,
  applicationEntity,
  instanceEntity,
  type MediaEntity,
  mediaEntity,
  type Person,
  type StatusEntity,
  statusEntity,
} from './mastodon-entities.ts';
import { scheduledStatuses } from './mastodon-scheduled.ts';
import type { Exchange } from './openapi.ts';

export interface Mastodon {
  url: string;
  /** UTC epoch ms on the server's clock. */
  now: () => number;
  /** Looks at an upload until it is ready; with one or more, uploads are answered with 202. */
  processing: number;
  exchanges: Exchange[];
  createPerson(username: string, scopes?: string[]): Person;
  /** Newest first, as the API lists them. */
  statuses(person: Person): StatusEntity[];
  /** What it publishes itself later. */
  planned(person: Person): ReturnType<ReturnType<typeof scheduledStatuses>['list']>;
  /** A status that the person wrote elsewhere. */
  write(person: Person, text: string, media?: readonly MediaEntity[]): StatusEntity;
  /** Replaces what a status says, as a server that reads the text its own way would. */
  rewrite(status: StatusEntity, content: string): void;
  /** Clears away what no status uses, as a server does once a day. */
  vacuum(): void;
  stop(): Promise<void>;
}

const HOUR = 60 * 60_000;
/** As installed. Source: docs.joinmastodon.org/methods/media, /statuses, /accounts, /instance. */
const LIMITS = { characters: 500, media: 4, description: 1500, page: 40 };

interface Answered {
  status: number;
  body: unknown;
}
const TOO_SOON = 'Validation failed: Scheduled at The scheduled date must be in the future';
const refuse = (status: number, error: string): Answered => ({ status, body: { error } });

/** A Mastodon server as far as ClientNest uses one, on 127.0.0.1, faithful to the published API. */
export async function startMastodon(domain = 'm.example'): Promise<Mastodon> {
  const people: Person[] = [];
  const media = new Map<string, { of: Person; entity: MediaEntity; left: number; used: boolean }>();
  const written: { of: Person; entity: StatusEntity }[] = [];
  const keys = new Map<string, { entity: StatusEntity; until: number }>();
  let lastId = 100_000_000_000_000_000n;
  const nextId = () => String(++lastId);

  const listed = (of: Person) =>
    written
      .filter((each) => each.of === of)
      .map(({ entity }) => entity)
      .toReversed();
  const write: Mastodon['write'] = (of, text, attached = []) => {
    const entity = statusEntity(nextId(), of, domain, text, attached, server.now());
    written.push({ of, entity });
    return entity;
  };

  function upload(of: Person, form: FormData): Answered {
    const file = form.get('file');
    const description = String(form.get('description') ?? '');
    if (!(file instanceof File)) return refuse(422, 'Validation failed: File can’t be blank');
    if (!/^image\/(jpeg|png|gif|webp)$/.test(file.type))
      return refuse(422, 'Validation failed: File content type is invalid');
    if ([...description].length > LIMITS.description)
      return refuse(422, 'Validation failed: Description is too long');
    const entity = mediaEntity(nextId(), description, server.processing > 0);
    media.set(entity.id, { of, entity, left: server.processing, used: false });
    return { status: server.processing > 0 ? 202 : 200, body: entity };
  }

  function look(of: Person, id: string): Answered {
    const found = media.get(id);
    if (!found || found.of !== of || found.used) return refuse(404, 'Record not found');
    if (found.left > 0 && --found.left > 0) return { status: 206, body: found.entity };
    found.entity.url = `${server.url}/media/${id}.png`;
    return { status: 200, body: found.entity };
  }

  function post(of: Person, body: Record<string, unknown>, key: string | undefined): Answered {
    const known = key === undefined ? undefined : keys.get(`${of.id} ${key}`);
    if (known && known.until > server.now()) return { status: 200, body: known.entity };
    const text = String(body.status ?? '');
    const ids = (body.media_ids ?? []) as string[];
    if (text.trim() === '' && ids.length === 0)
      return refuse(422, 'Validation failed: Text can’t be blank');
    if (countable(text) > LIMITS.characters)
      return refuse(
        422,
        `Validation failed: Text character limit of ${LIMITS.characters} exceeded`,
      );
    if (ids.length > LIMITS.media) return refuse(422, 'Cannot attach more than 4 files');
    const attached = ids.flatMap((id) => media.get(id) ?? []);
    if (attached.length < ids.length || attached.some((each) => each.used || each.of !== of))
      return refuse(422, `Media ${ids.join(', ')} not found or already attached to another post`);
    if (attached.some(({ left }) => left > 0))
      return refuse(422, 'Cannot attach files that have not finished processing');
    const at = body.scheduled_at === undefined ? null : Date.parse(String(body.scheduled_at));
    if (at !== null && at > server.now() && planned.isTooSoon(at)) return refuse(422, TOO_SOON);
    for (const each of attached) each.used = true;
    const entities = attached.map((each) => each.entity);
    if (at !== null && at > server.now())
      return { status: 200, body: planned.add(of, at, text, entities) };
    const entity = write(of, text, entities);
    if (key !== undefined) keys.set(`${of.id} ${key}`, { entity, until: server.now() + HOUR });
    return { status: 200, body: entity };
  }

  function onePlanned(
    of: Person,
    method: string,
    id: string,
    body: Record<string, unknown>,
  ): Answered {
    const item = planned.find(of, id);
    if (!item) return refuse(404, 'Record not found');
    if (method === 'DELETE') {
      planned.remove(item);
      return { status: 200, body: {} };
    }
    if (method === 'PUT') {
      const at = Date.parse(String(body.scheduled_at));
      if (planned.isTooSoon(at)) return refuse(422, TOO_SOON);
      planned.move(item, at);
    }
    return { status: 200, body: item.entity };
  }

  function page(of: Person, query: URLSearchParams): Answered {
    const limit = Math.min(Number(query.get('limit') ?? 20), LIMITS.page);
    const maxId = query.get('max_id');
    const list = listed(of).filter(({ id }) => maxId === null || BigInt(id) < BigInt(maxId));
    return { status: 200, body: list.slice(0, limit) };
  }

  const planned = scheduledStatuses({ now: () => server.now(), nextId, publish: write });

  function answer(url: URL, method: string, incoming: IncomingMessage, body: unknown): Answered {
    const call = `${method} ${url.pathname}`;
    planned.publishDue();
    if (call === 'GET /api/v2/instance') return { status: 200, body: instanceEntity(domain) };
    const token = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1];
    const of = people.find((person) => person.token === token);
    if (!of) return refuse(401, 'The access token is invalid');
    const allows = (scope: string) =>
      of.scopes.includes(scope) || of.scopes.includes(scope.split(':')[0] ?? '');
    const guarded = (scope: string, work: () => Answered) =>
      allows(scope) ? work() : refuse(403, 'This action is outside the authorized scopes');
    if (call === 'GET /api/v1/apps/verify_credentials')
      return { status: 200, body: applicationEntity(of.scopes) };
    if (call === 'GET /api/v1/accounts/verify_credentials')
      return guarded('read:accounts', () => ({
        status: 200,
        body: accountEntity(of, domain, listed(of).length),
      }));
    if (call === 'POST /api/v2/media')
      return guarded('write:media', () => upload(of, body as FormData));
    if (call === 'POST /api/v1/statuses')
      return guarded('write:statuses', () =>
        post(of, body as Record<string, unknown>, one(incoming.headers['idempotency-key'])),
      );
    if (call === 'GET /api/v1/scheduled_statuses')
      return guarded('read:statuses', () => ({
        status: 200,
        body: planned.list(of, url.searchParams),
      }));
    const [, plannedId] = /^\w+ \/api\/v1\/scheduled_statuses\/(\d+)$/.exec(call) ?? [];
    if (plannedId)
      return guarded(method === 'GET' ? 'read:statuses' : 'write:statuses', () =>
        onePlanned(of, method, plannedId, body as Record<string, unknown>),
      );
    const [, mediaId] = /^GET \/api\/v1\/media\/(\d+)$/.exec(call) ?? [];
    if (mediaId) return guarded('write:media', () => look(of, mediaId));
    if (call === `GET /api/v1/accounts/${of.id}/statuses`)
      return guarded('read:statuses', () => page(of, url.searchParams));
    return refuse(404, 'Record not found');
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse) {
    const { method = 'GET', headers } = incoming;
    const url = new URL(incoming.url ?? '/', 'http://server');
    const body = await parsed(incoming);
    const { status, body: answered } = answer(url, method, incoming, body);
    server.exchanges.push({
      method,
      url,
      headers,
      body: body instanceof FormData ? Object.fromEntries(body) : body,
      status,
      answer: structuredClone(answered),
    });
    outgoing.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      date: new Date(server.now()).toUTCString(),
    });
    outgoing.end(JSON.stringify(answered));
  }

  const http = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(500).end(String(error));
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');

  const server: Mastodon = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    now: () => Date.now(),
    processing: 0,
    exchanges: [],
    createPerson(username, scopes = ['read', 'write']) {
      const person = { id: nextId(), username, scopes, token: `tok_${username}_${nextId()}xyzXYZ` };
      people.push(person);
      return person;
    },
    statuses: listed,
    planned: (person) => planned.list(person, new URLSearchParams()),
    write,
    rewrite(status, content) {
      status.content = content;
    },
    vacuum() {
      for (const [id, { used }] of media) if (!used) media.delete(id);
    },
    async stop() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  return server;
}

/** As the server counts: 23 for a link, mentions by their short name. Enough for the texts of tests. */
const countable = (text: string): number => {
  const short = text
    .replace(/https?:\/\/[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/[^\s()?]*[^\s()?.,!:;])?/g, 'x'.repeat(23))
    .replace(/(@\w+)@[\w.-]+\w/g, '$1');
  return [...new Intl.Segmenter().segment(short)].length;
};

async function parsed(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const type = incoming.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data'))
    return new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return type.startsWith('application/json') ? JSON.parse(body.toString()) : null;
}

const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);
