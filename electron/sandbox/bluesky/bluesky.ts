import { createAudience } from '../audience.ts';
import type { SandboxEvent } from '../events.ts';
import {
  type Answer,
  type Call,
  type CallHead,
  into,
  type Network,
  type NetworkParts,
} from '../network.ts';
import { createAppView } from './app-view.ts';
import { cidOfBytes } from './cid.ts';
import { createProofs } from './dpop.ts';
import { createGrants, type GrantChange } from './grants.ts';
import { createNotifications } from './notifications.ts';
import { createOAuth } from './oauth.ts';
import { createPoints } from './points.ts';
import { createReading } from './reading.ts';
import { createSessions } from './sessions.ts';
import { type Change, createState, type Person } from './state.ts';
import { createTids } from './tid.ts';
import { createVideo } from './video.ts';
import { createVisitors } from './visitors.ts';
import { createWriting } from './writing.ts';
import { usualError, xrpcError } from './xrpc.ts';

/** Bytes of an upload; the reference server's own default. */
const MAX_BLOB = 52_428_800;

export interface BlueskyOptions {
  /** Whether the app view answers (profiles with figures, feeds); a server on its own has none. */
  appView: boolean;
}

interface Operation {
  method: 'GET' | 'POST';
  run(call: Call): Answer | Promise<Answer>;
}

/** The AT Protocol as a server of accounts speaks it. Sources: atproto.com/specs, the published lexicons. */
export function createBluesky(parts: NetworkParts, { appView }: BlueskyOptions): Network {
  const { now, media } = parts;
  const state = createState();
  const grants = createGrants();
  const remember = (event: SandboxEvent) => {
    state.apply(event);
    grants.apply(event);
  };
  const record = into(parts.record, remember);
  for (const event of parts.events) remember(event);
  const apply = (change: Change | GrantChange) => record.state(change);
  const proofs = createProofs(now, parts.secret);
  const oauth = createOAuth({ now, state, grants, proofs, record: apply });
  const sessions = createSessions({ ...parts, state, record: apply, granted: oauth.holderOf });
  const newTid = createTids(now, (parts.events.at(-1)?.at ?? 0) * 1000 + parts.events.length);
  const writing = createWriting({ now, state, sessions, newTid, record });
  const audience = createAudience(parts.seed, now);
  const visitors = createVisitors(parts.seed, state, audience);
  const reading = createReading({
    state,
    readBlob: media.read,
    visitors: appView ? visitors : null,
  });
  const view = createAppView({ state, audience, visitors });
  const notifications = createNotifications({ state, visitors });
  const { keep } = media;
  const video = createVideo({ ...parts, state, sessions, keep, record: apply });
  const points = createPoints(now, parts.limited);

  function uploadBlob(call: Call): Answer {
    const found = sessions.authorise(call);
    if ('refused' in found) return found.refused;
    if (call.body.length > MAX_BLOB)
      return xrpcError(413, 'PayloadTooLarge', 'request entity too large');
    const { did } = found.person;
    const mimeType =
      (call.headers['content-type'] ?? 'application/octet-stream').split(';')[0] ?? '';
    const cid = cidOfBytes(call.body);
    const size = call.body.length;
    const known = state.blob(did, cid);
    if (known?.mimeType !== mimeType)
      apply({ kind: 'blob', did, cid, sha256: media.keep(call.body), mimeType, size });
    return { status: 200, body: { blob: { $type: 'blob', ref: { $link: cid }, mimeType, size } } };
  }

  /** The reference server hands on what it does not know, to an app view that is not there. */
  const unknownMethod = (head: CallHead): Answer => {
    const found = sessions.authorise(head);
    return 'refused' in found
      ? found.refused
      : usualError(502, { message: 'Upstream service unreachable' });
  };
  /** Through the account's own server, for whoever is signed in. */
  const fromAppView = (run: (call: Call, person: Person) => Answer): Operation =>
    get((call) => {
      if (!appView) return unknownMethod(call);
      const found = sessions.authorise(call);
      return 'refused' in found ? found.refused : run(call, found.person);
    });
  const get = (run: (call: Call) => Answer): Operation => ({ method: 'GET', run });
  const post = (run: (call: Call) => Answer): Operation => ({ method: 'POST', run });
  const operations: Readonly<Record<string, Operation>> = {
    'com.atproto.server.describeServer': get(sessions.describeServer),
    'com.atproto.server.createSession': post(sessions.create),
    'com.atproto.server.refreshSession': post(sessions.refresh),
    'com.atproto.server.deleteSession': post(sessions.remove),
    'com.atproto.server.getSession': get(sessions.get),
    'com.atproto.server.getServiceAuth': get(video.serviceAuth),
    'com.atproto.server.createAccount': post((call) => sessions.createAccount(call)),
    'com.atproto.server.createAppPassword': post((call) => sessions.createAppPassword(call)),
    'com.atproto.server.revokeAppPassword': post(sessions.revokeAppPassword),
    'com.atproto.identity.resolveHandle': get(reading.resolveHandle),
    'com.atproto.repo.uploadBlob': post(uploadBlob),
    'com.atproto.repo.putRecord': post(writing.put),
    'com.atproto.repo.createRecord': post(writing.create),
    'com.atproto.repo.deleteRecord': post(writing.remove),
    'com.atproto.repo.applyWrites': post(writing.applyAll),
    'com.atproto.repo.getRecord': get(reading.record),
    'com.atproto.repo.listRecords': get(reading.records),
    'com.atproto.sync.getBlob': get(reading.blob),
    'app.bsky.actor.getProfile': fromAppView(view.profile),
    'app.bsky.feed.getAuthorFeed': fromAppView(view.authorFeed),
    'app.bsky.feed.getPosts': fromAppView(view.posts),
    'app.bsky.feed.getPostThread': fromAppView(view.thread),
    'app.bsky.notification.listNotifications': fromAppView(notifications),
  };
  /** Beside the methods of the protocol: how people are let in. */
  const pages: Readonly<Record<string, Operation['run']>> = {
    'GET /.well-known/oauth-protected-resource': oauth.protectedResource,
    'GET /.well-known/oauth-authorization-server': oauth.metadata,
    'POST /oauth/par': oauth.push,
    'GET /oauth/authorize': oauth.page,
    'POST /oauth/authorize': oauth.decide,
    'POST /oauth/token': oauth.token,
    'POST /oauth/revoke': oauth.revoke,
  };
  const all: Readonly<Record<string, Operation>> = appView
    ? {
        ...operations,
        'app.bsky.video.getUploadLimits': get(video.limits),
        'app.bsky.video.uploadVideo': post(video.upload),
        'app.bsky.video.getJobStatus': get(video.status),
      }
    : operations;
  const operationOf = ({ method, path }: CallHead): string | null => {
    const name = path.startsWith('/xrpc/') ? path.slice('/xrpc/'.length) : '';
    if (Object.hasOwn(all, name)) return name;
    return Object.hasOwn(pages, `${method} ${path}`) ? `${method} ${path}` : null;
  };

  const holderOf = (head: CallHead) => {
    const grant = oauth.grantOf(head);
    return grant ? state.person(grant.did) : (sessions.holderOf(head)?.person ?? null);
  };

  if (state.people().length === 0) {
    for (const name of parts.people) {
      const { did } = sessions.addPerson(name);
      sessions.addAppPassword(did, 'ClientNest');
    }
  }

  return {
    name: 'bluesky',
    operations: [...Object.keys(all), ...Object.keys(pages)],
    operationOf,
    accountOf: (head) => holderOf(head)?.handle ?? null,
    async answer(call) {
      const name = operationOf(call);
      const page = pages[name ?? ''];
      if (page) return page(call);
      const operation = name === null ? undefined : all[name];
      if (!operation || name === null)
        return call.path.startsWith('/xrpc/')
          ? unknownMethod(call)
          : { status: 404, headers: { 'content-type': 'text/html' }, body: NOT_FOUND };
      if (operation.method !== call.method)
        return usualError(400, {
          message: `Incorrect HTTP method (${call.method}) expected ${operation.method}`,
        });
      const did = holderOf(call)?.did ?? null;
      const answer = await points.counted(name, did, () => operation.run(call));
      // Whoever proves keys is told what to prove the next one with.
      return call.headers.dpop
        ? { ...answer, headers: { ...proofs.headers(), ...answer.headers } }
        : answer;
    },
    refusal: usualError,
    rateLimited: points.refusal,
    endToken(head, how) {
      const grant = oauth.grantOf(head);
      if (grant) return oauth.end(grant, how);
      const holder = sessions.holderOf(head);
      if (!holder) return;
      apply({ kind: 'access_token_over', id: holder.claims.jti });
      if (how === 'revoke') apply({ kind: 'refresh_tokens_revoked', did: holder.person.did });
    },
    catchUp: () => {},
    accounts: () =>
      state.people().map(({ did, handle, password }) => ({
        network: 'bluesky',
        handle,
        secret: [...state.appPasswords(did).values()][0] ?? password,
      })),
  };
}

const NOT_FOUND = '<!DOCTYPE html>\n<html><body><pre>Cannot GET</pre></body></html>\n';
