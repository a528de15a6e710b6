import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultPlanInput } from '../faults/plan.ts';
import type { FaultControl } from '../faults/player.ts';
import { isForLoopback, type LoopbackServer, readBody, serveLoopback } from '../loopback.ts';
import type { MediaStore } from '../media-store.ts';
import type { Answer } from '../network.ts';
import { send } from '../network-server.ts';
import type { PlayedFault, PostEntry } from '../post-list.ts';
import { pageOf } from './page.ts';
import { STYLE } from './style.ts';

const MAX_PLAN = 1_000_000;

export interface DeskParts {
  port: number;
  posts(): readonly PostEntry[];
  played(): readonly PlayedFault[];
  faults: FaultControl;
  media: MediaStore;
}

/**
 * The sandbox's own address, for people and tests: a page with its posts, and the control of its
 * faults. Everything is below a token that is new at every start.
 */
export async function serveDesk(
  parts: DeskParts,
): Promise<{ server: LoopbackServer; pageUrl: string; faultsUrl: string }> {
  const token = randomBytes(18).toString('base64url');
  const server = await serveLoopback(parts.port, (incoming, outgoing) => {
    answer(parts, token, incoming)
      .then((found) => send(outgoing, { ...found, headers: { ...HEADERS, ...found.headers } }))
      .catch(() => fail(outgoing));
  });
  const base = `${server.url}/${token}/`;
  return { server, pageUrl: base, faultsUrl: `${base}faults` };
}

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
};

function fail(outgoing: ServerResponse): void {
  if (!outgoing.headersSent) outgoing.statusCode = 500;
  outgoing.end();
}

async function answer(parts: DeskParts, token: string, incoming: IncomingMessage): Promise<Answer> {
  const { method = 'GET', url = '/' } = incoming;
  const { pathname } = new URL(url, 'http://127.0.0.1');
  const [, given = '', ...rest] = pathname.split('/');
  if (!isForLoopback(incoming) || !isSame(given, token)) return NOT_FOUND;
  const path = rest.join('/');
  if (path === 'faults') return faults(parts, method, incoming);
  if (method !== 'GET') return { status: 405, body: 'Only GET' };
  if (path === '') return html(pageOf(parts.posts(), parts.played()));
  if (path === 'style.css')
    return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: STYLE };
  if (path === 'posts.json') return { status: 200, body: parts.posts() };
  if (path === 'played.json') return { status: 200, body: parts.played() };
  if (path.startsWith('media/')) return picture(parts.media, path.slice('media/'.length));
  return NOT_FOUND;
}

async function faults(
  { faults: control }: DeskParts,
  method: string,
  incoming: IncomingMessage,
): Promise<Answer> {
  if (method === 'PUT') {
    const body = await readBody(incoming, MAX_PLAN);
    const plan = body === null ? null : parsed(body);
    const wrong = plan === null ? 'The plan is no JSON.' : await control.set(plan);
    if (wrong !== null) return { status: 422, body: { error: wrong } };
  } else if (method === 'DELETE') await control.clear();
  else if (method !== 'GET') return { status: 405, body: 'Only GET, PUT and DELETE' };
  return { status: 200, body: { plan: control.plan(), counts: control.counts() } };
}

function parsed(body: Buffer): FaultPlanInput | null {
  try {
    return JSON.parse(body.toString('utf8')) as FaultPlanInput;
  } catch {
    return null;
  }
}

/** Pictures only: what else was uploaded is nothing that a page shows. */
const STARTS: Readonly<Record<string, string>> = {
  ffd8ff: 'image/jpeg',
  '89504e': 'image/png',
  '474946': 'image/gif',
  '524946': 'image/webp',
};

function picture(media: MediaStore, sha256: string): Answer {
  const bytes = media.read(sha256);
  const type = bytes ? STARTS[bytes.toString('hex', 0, 3)] : undefined;
  return bytes && type
    ? { status: 200, headers: { 'content-type': type }, body: bytes }
    : NOT_FOUND;
}

const NOT_FOUND: Answer = { status: 404, body: 'Nothing is here.' };

const html = (body: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
});

const isSame = (given: string, token: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
};
