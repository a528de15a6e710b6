import type BetterSqlite3 from 'better-sqlite3';
import { accounts, clients } from '../../database/schema/index.ts';
import type { Random } from '../../demo/random.ts';
import type { Voice } from '../../demo/voices/voice.ts';
import { prepareInsert } from './insert.ts';

/** Port 9 is "discard" (RFC 863): nothing answers there, so nothing of the sample can reach a network. */
export const NOWHERE = 'http://127.0.0.1:9';
const PAUSED =
  'Sample account: it is paused and has no sign-in, so nothing is published. Connect an account of yours to publish.';
const DID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const DAY = 24 * 60 * 60_000;

export interface SampleAccount {
  id: string;
  remoteId: string;
  followers: number;
  following: number;
  postCount: number;
}

export interface SampleClient {
  id: string;
  voice: Voice;
  accounts: readonly SampleAccount[];
}

/** Adds the clients and their accounts. No account has a session, and each one is paused. */
export function plantClients(
  raw: BetterSqlite3.Database,
  voices: readonly Voice[],
  now: number,
  random: Random,
): SampleClient[] {
  const insertClient = prepareInsert(raw, clients);
  const insertAccount = prepareInsert(raw, accounts);
  return voices.map((voice, index) => {
    const createdAt = now - (3 * 365 + 40 - index * 9) * DAY;
    const id = random.id(createdAt);
    insertClient({
      id,
      name: voice.name,
      colour: voice.colour,
      notes: voice.notes,
      archivedAt: null,
      latenessMinutes: 120,
      voice: null,
      marks: [],
      retainerPosts: null,
      retainerMinutes: null,
      linkTags: null,
      createdAt,
      updatedAt: createdAt,
    });
    const sampleAccounts = voice.accounts.map((account) => {
      const sample = {
        id: random.id(createdAt + 60_000),
        remoteId: `did:plc:${random.word(24, DID_ALPHABET)}`,
        followers: account.followers,
        following: random.between(80, 600),
        postCount: random.between(400, 4000),
      };
      insertAccount({
        ...sample,
        clientId: id,
        network: 'bluesky',
        serviceUrl: NOWHERE,
        handle: account.handle,
        displayName: account.displayName,
        status: 'disabled',
        statusMessage: PAUSED,
        handOver: false,
        checkedAt: now - random.between(1, 20) * 60 * 60_000,
        applicationId: null,
        sessionEndsAt: null,
        scopes: null,
        serverLimits: null,
        removedAt: null,
        createdAt: createdAt + 60_000,
        updatedAt: createdAt + 60_000,
      });
      return sample;
    });
    return { id, voice, accounts: sampleAccounts };
  });
}
