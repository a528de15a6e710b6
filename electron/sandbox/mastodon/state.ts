import type { PostReceived, SandboxEvent } from '../events.ts';

export interface Person {
  id: string;
  username: string;
  createdAt: number;
}

export interface Application {
  id: string;
  clientId: string;
  clientSecret: string;
  name: string;
  website: string | null;
  redirectUris: string[];
  scopes: string[];
}

export interface Token {
  token: string;
  clientId: string | null;
  /** Null where the application speaks for itself. */
  personId: string | null;
  scopes: string[];
  createdAt: number;
}

export interface Code {
  code: string;
  clientId: string;
  personId: string;
  redirectUri: string;
  scopes: string[];
  /** The S256 challenge of PKCE. */
  challenge: string | null;
  createdAt: number;
}

export interface Media {
  id: string;
  personId: string;
  sha256: string;
  mimeType: string;
  size: number;
  description: string | null;
  /** UTC epoch ms at which it is processed; null: never. */
  readyAt: number | null;
}

export interface StatusParams {
  text: string;
  mediaIds: string[];
  visibility: string;
  spoilerText: string;
  sensitive: boolean;
  language: string | null;
  inReplyToId: string | null;
  application: { name: string; website: string | null } | null;
}

export interface Status extends StatusParams {
  id: string;
  personId: string;
  createdAt: number;
}

export interface Scheduled extends StatusParams {
  id: string;
  personId: string;
  scheduledAt: number;
  receivedAt: number;
  key: string | null;
}

/** What Mastodon keeps besides statuses, as it stands in the journal. */
export type Change =
  | ({ kind: 'person' } & Person)
  | ({ kind: 'application' } & Application)
  | ({ kind: 'code' } & Code)
  | { kind: 'code_used'; code: string }
  | ({ kind: 'token' } & Token)
  | { kind: 'token_revoked'; token: string }
  | ({ kind: 'media' } & Media)
  | { kind: 'media_described'; id: string; description: string | null }
  | { kind: 'media_removed'; id: string }
  | ({ kind: 'scheduled' } & Scheduled)
  | { kind: 'rescheduled'; id: string; scheduledAt: number }
  | { kind: 'scheduled_cancelled'; id: string }
  | { kind: 'favourite'; id: string; personId: string; on: boolean };

/** What a status's event keeps of it. */
export interface StatusDetail extends StatusParams {
  /** The scheduled status that it came of. */
  scheduledId: string | null;
}

const KEY_LIVES = 60 * 60_000;

export type State = ReturnType<typeof createState>;

/** Mastodon's own memory, made of events and nothing else. */
export function createState() {
  const people = new Map<string, Person>();
  const applications = new Map<string, Application>();
  const codes = new Map<string, Code>();
  const tokens = new Map<string, Token>();
  const revoked = new Set<string>();
  const media = new Map<string, Media>();
  const attachedTo = new Map<string, string>();
  const statuses = new Map<string, Status>();
  const byPerson = new Map<string, string[]>();
  const counts = new Map<string, number>();
  /** Ids of the answers to a status, of people of this server. */
  const answers = new Map<string, Set<string>>();
  const scheduled = new Map<string, Scheduled>();
  /** Who likes a status, of the people of this server. */
  const favourites = new Map<string, Set<string>>();
  /** Idempotency keys by account, with the id that they stand for and the end of their life. */
  const keys = new Map<string, { id: string; until: number }>();

  const remember = (personId: string, key: string | null, id: string, receivedAt: number) => {
    if (key !== null) keys.set(`${personId} ${key}`, { id, until: receivedAt + KEY_LIVES });
  };

  function change(event: Change): void {
    switch (event.kind) {
      case 'person':
        people.set(event.id, event);
        byPerson.set(event.id, []);
        return;
      case 'application':
        applications.set(event.clientId, event);
        return;
      case 'code':
        codes.set(event.code, event);
        return;
      case 'code_used':
        codes.delete(event.code);
        return;
      case 'token':
        tokens.set(event.token, event);
        return;
      case 'token_revoked':
        revoked.add(event.token);
        return;
      case 'media':
        media.set(event.id, event);
        return;
      case 'media_described': {
        const known = media.get(event.id);
        if (known) media.set(event.id, { ...known, description: event.description });
        return;
      }
      case 'media_removed':
        media.delete(event.id);
        return;
      case 'scheduled': {
        const { kind, ...item } = event;
        scheduled.set(item.id, item);
        for (const id of item.mediaIds) attachedTo.set(id, item.id);
        remember(item.personId, item.key, item.id, item.receivedAt);
        return;
      }
      case 'rescheduled': {
        const known = scheduled.get(event.id);
        if (known) scheduled.set(event.id, { ...known, scheduledAt: event.scheduledAt });
        return;
      }
      case 'favourite': {
        const known = favourites.get(event.id) ?? new Set();
        if (event.on) known.add(event.personId);
        else known.delete(event.personId);
        favourites.set(event.id, known);
        return;
      }
      case 'scheduled_cancelled':
        for (const id of scheduled.get(event.id)?.mediaIds ?? []) attachedTo.delete(id);
        scheduled.delete(event.id);
    }
  }

  function receive({ at, receivedAt, accountId, remoteId, key, detail }: PostReceived): void {
    const { scheduledId, ...params } = detail as StatusDetail;
    statuses.set(remoteId, { ...params, id: remoteId, personId: accountId, createdAt: at });
    byPerson.get(accountId)?.push(remoteId);
    if (params.inReplyToId !== null) {
      const known = answers.get(params.inReplyToId) ?? new Set();
      answers.set(params.inReplyToId, known.add(remoteId));
    }
    counts.set(accountId, (counts.get(accountId) ?? 0) + 1);
    for (const id of params.mediaIds) attachedTo.set(id, remoteId);
    if (scheduledId === null) remember(accountId, key, remoteId, receivedAt);
    else scheduled.delete(scheduledId);
  }

  return {
    apply(event: SandboxEvent) {
      if (event.type === 'fault' || event.network !== 'mastodon') return;
      if (event.type === 'state') change(event.change as Change);
      else if (event.type === 'post' && event.origin === 'created') receive(event);
      else if (event.type === 'removed') {
        // Its media are free again, for a post that is written anew.
        const removed = statuses.get(event.remoteId);
        for (const id of removed?.mediaIds ?? []) attachedTo.delete(id);
        if (removed) counts.set(removed.personId, (counts.get(removed.personId) ?? 0) - 1);
        answers.get(removed?.inReplyToId ?? '')?.delete(event.remoteId);
        statuses.delete(event.remoteId);
      }
    },
    people: () => [...people.values()],
    person: (id: string) => people.get(id) ?? null,
    application: (clientId: string) => applications.get(clientId) ?? null,
    code: (code: string) => codes.get(code) ?? null,
    token: (token: string) => tokens.get(token) ?? null,
    isRevoked: (token: string) => revoked.has(token),
    tokensOf: (personId: string) =>
      [...tokens.values()].filter(
        (known) => known.personId === personId && !revoked.has(known.token),
      ),
    media: (id: string) => media.get(id) ?? null,
    isAttached: (id: string) => attachedTo.has(id),
    status: (id: string) => statuses.get(id) ?? null,
    statuses: () => statuses.values(),
    /** In the order in which they came. */
    answersTo: (id: string): Status[] =>
      [...(answers.get(id) ?? [])].flatMap((answer) => statuses.get(answer) ?? []),
    /** Ids in the order of publishing, also of those that were deleted since. */
    statusIds: (personId: string): readonly string[] => byPerson.get(personId) ?? [],
    statusCount: (personId: string) => counts.get(personId) ?? 0,
    lastStatus(personId: string): Status | null {
      const id = byPerson.get(personId)?.findLast((known) => statuses.has(known));
      return id === undefined ? null : (statuses.get(id) ?? null);
    },
    favouritesOf: (id: string): ReadonlySet<string> => favourites.get(id) ?? new Set(),
    scheduled: (id: string) => scheduled.get(id) ?? null,
    allScheduled: () => [...scheduled.values()],
    /** The id that an idempotency key stands for at this time. */
    keyed(personId: string, key: string, now: number): string | null {
      const known = keys.get(`${personId} ${key}`);
      return known && known.until > now ? known.id : null;
    },
  };
}
