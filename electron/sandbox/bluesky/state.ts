import type { PostReceived, SandboxEvent } from '../events.ts';
import { cidOfRecord } from './cid.ts';

export const POSTS = 'app.bsky.feed.post';

export interface Person {
  did: string;
  handle: string;
  email: string;
  password: string;
  createdAt: number;
}

export interface Blob {
  did: string;
  cid: string;
  sha256: string;
  mimeType: string;
  size: number;
}

export interface VideoJob extends Blob {
  jobId: string;
  /** UTC epoch ms at which it is done; null: never. */
  readyAt: number | null;
  failed: boolean;
}

export interface Stored {
  uri: string;
  collection: string;
  rkey: string;
  cid: string;
  value: Record<string, unknown>;
}

/** What Bluesky keeps besides posts, as it stands in the journal. */
export type Change =
  | ({ kind: 'person' } & Person)
  | { kind: 'app_password'; did: string; name: string; password: string }
  | { kind: 'app_password_revoked'; did: string; name: string }
  | { kind: 'refresh_token'; id: string; did: string; appPassword: string | null }
  | { kind: 'refresh_token_spent'; id: string }
  | { kind: 'refresh_tokens_revoked'; did: string }
  | { kind: 'access_token_over'; id: string }
  | ({ kind: 'blob' } & Blob)
  | ({ kind: 'video_job' } & VideoJob)
  | ({ kind: 'record'; did: string; rev: string } & Stored)
  | { kind: 'record_removed'; did: string; rev: string; uri: string };

/** What a post's event keeps of its record. */
export interface PostDetail {
  rkey: string;
  cid: string;
  value: Record<string, unknown>;
  rev: string;
}

export type State = ReturnType<typeof createState>;

/** Bluesky's own memory, made of events and nothing else. */
export function createState() {
  const people = new Map<string, Person>();
  const appPasswords = new Map<string, Map<string, string>>();
  const refreshTokens = new Map<string, { did: string; appPassword: string | null }>();
  const accessTokensOver = new Set<string>();
  const blobs = new Map<string, Blob>();
  /** The last one of each file of each account. */
  const videoJobs = new Map<string, VideoJob>();
  const blobsInUse = new Map<string, number>();
  const repositories = new Map<string, Map<string, Map<string, Stored>>>();
  const revisions = new Map<string, string>();
  /** Posts by the post that they answer. */
  const answers = new Map<string, Set<string>>();
  /** UTC epoch ms at which a post came first. */
  const arrivals = new Map<string, number>();

  const collectionOf = (did: string, collection: string) => {
    const repository = getOrMake(repositories, did, () => new Map());
    return getOrMake(repository, collection, () => new Map<string, Stored>());
  };
  const use = (did: string, value: unknown, by: 1 | -1) => {
    for (const { cid } of blobsIn(value)) {
      const key = `${did} ${cid}`;
      blobsInUse.set(key, (blobsInUse.get(key) ?? 0) + by);
    }
  };
  const put = (did: string, rev: string, stored: Stored) => {
    const collection = collectionOf(did, stored.collection);
    const before = collection.get(stored.rkey);
    if (before) use(did, before.value, -1);
    // Last in the map is last written, so that a list by key is nearly sorted already.
    collection.set(stored.rkey, stored);
    use(did, stored.value, 1);
    revisions.set(did, rev);
  };
  const remove = (did: string, uri: string, rev: string) => {
    const { collection, rkey } = partsOf(uri);
    const records = collectionOf(did, collection);
    const before = records.get(rkey)?.value;
    use(did, before, -1);
    answers.get(parentOf(before) ?? '')?.delete(uri);
    arrivals.delete(uri);
    records.delete(rkey);
    revisions.set(did, rev);
  };

  function change(event: Change): void {
    switch (event.kind) {
      case 'person':
        people.set(event.did, event);
        return;
      case 'app_password':
        getOrMake(appPasswords, event.did, () => new Map()).set(event.name, event.password);
        return;
      case 'app_password_revoked':
        appPasswords.get(event.did)?.delete(event.name);
        for (const [id, token] of refreshTokens)
          if (token.did === event.did && token.appPassword === event.name) refreshTokens.delete(id);
        return;
      case 'refresh_token':
        refreshTokens.set(event.id, { did: event.did, appPassword: event.appPassword });
        return;
      case 'refresh_token_spent':
        refreshTokens.delete(event.id);
        return;
      case 'refresh_tokens_revoked':
        for (const [id, { did }] of refreshTokens) if (did === event.did) refreshTokens.delete(id);
        return;
      case 'access_token_over':
        accessTokensOver.add(event.id);
        return;
      case 'blob':
        blobs.set(`${event.did} ${event.cid}`, event);
        return;
      case 'video_job':
        videoJobs.set(`${event.did} ${event.cid}`, event);
        return;
      case 'record':
        put(event.did, event.rev, event);
        return;
      case 'record_removed':
        remove(event.did, event.uri, event.rev);
    }
  }

  const state = {
    apply(event: SandboxEvent) {
      if (event.type === 'fault' || event.network !== 'bluesky') return;
      if (event.type === 'state') change(event.change as Change);
      else if (event.type === 'removed')
        remove(event.accountId, event.remoteId, (event.detail as { rev: string }).rev);
      else if (event.origin !== 'repeated') putPost(event);
    },
    people: () => [...people.values()],
    person: (did: string) => people.get(did) ?? null,
    /** By DID, handle or e-mail. */
    find: (identifier: string) =>
      people.get(identifier) ??
      [...people.values()].find(({ handle, email }) => [handle, email].includes(identifier)) ??
      null,
    appPasswords: (did: string): ReadonlyMap<string, string> => appPasswords.get(did) ?? new Map(),
    refreshToken: (id: string) => refreshTokens.get(id) ?? null,
    isAccessTokenOver: (id: string) => accessTokensOver.has(id),
    blob: (did: string, cid: string) => blobs.get(`${did} ${cid}`) ?? null,
    videoJob: (did: string, cid: string) => videoJobs.get(`${did} ${cid}`) ?? null,
    videoJobs: () => [...videoJobs.values()],
    isInUse: (did: string, cid: string) => (blobsInUse.get(`${did} ${cid}`) ?? 0) > 0,
    record: (did: string, collection: string, rkey: string) =>
      collectionOf(did, collection).get(rkey) ?? null,
    collection: (did: string, collection: string): ReadonlyMap<string, Stored> =>
      collectionOf(did, collection),
    /** By its address. */
    at(uri: string): Stored | null {
      const { did, collection, rkey } = partsOf(uri);
      return people.has(did) ? (collectionOf(did, collection).get(rkey) ?? null) : null;
    },
    /** Answers of people of this server, in the order in which they came. */
    answersTo: (uri: string): Stored[] =>
      [...(answers.get(uri) ?? [])].flatMap((answer) => state.at(answer) ?? []),
    arrivalOf: (uri: string) => arrivals.get(uri) ?? null,
    /** The head of the repository. */
    commit: (did: string) => commitOf(did, revisions.get(did) ?? ''),
  };
  return state;

  function putPost({ at, accountId, remoteId, detail }: PostReceived) {
    const { rkey, cid, value, rev } = detail as PostDetail;
    answers.get(parentOf(state.at(remoteId)?.value) ?? '')?.delete(remoteId);
    const parent = parentOf(value);
    if (parent !== null) getOrMake(answers, parent, () => new Set()).add(remoteId);
    if (!arrivals.has(remoteId)) arrivals.set(remoteId, at);
    put(accountId, rev, { uri: remoteId, collection: POSTS, rkey, cid, value });
  }
}

/** A commit that is the same for the same revision. Its tree is nobody's business here. */
export const commitOf = (did: string, rev: string) => ({ cid: cidOfRecord({ did, rev }), rev });

export interface BlobReference {
  cid: string;
  mimeType: unknown;
  size: unknown;
}

/** The blobs that a record refers to, at any depth. */
export function blobsIn(value: unknown): BlobReference[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(blobsIn);
  const fields = value as Record<string, unknown>;
  if (fields.$type !== 'blob') return Object.values(fields).flatMap(blobsIn);
  const link = (fields.ref as { $link?: unknown } | undefined)?.$link;
  return typeof link === 'string'
    ? [{ cid: link, mimeType: fields.mimeType, size: fields.size }]
    : [];
}

/** The post that a post answers. */
export function parentOf(value: Record<string, unknown> | undefined): string | null {
  const uri = (value?.reply as { parent?: { uri?: unknown } } | undefined)?.parent?.uri;
  return typeof uri === 'string' ? uri : null;
}

export function partsOf(uri: string): { did: string; collection: string; rkey: string } {
  const [did = '', collection = '', rkey = ''] = uri.slice('at://'.length).split('/');
  return { did, collection, rkey };
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
