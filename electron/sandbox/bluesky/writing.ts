import { z } from 'zod';
import type { Answer, Call, NetworkParts, NetworkRecord } from '../network.ts';
import { cidOfRecord } from './cid.ts';
import { type Checked, checkBlobs, checkRecord } from './records.ts';
import type { Sessions } from './sessions.ts';
import {
  blobsIn,
  type Change,
  commitOf,
  type Person,
  POSTS,
  type PostDetail,
  type State,
} from './state.ts';
import { invalid, notAuthenticated, readInput } from './xrpc.ts';

export interface WritingParts extends Pick<NetworkParts, 'now'> {
  state: State;
  sessions: Sessions;
  newTid(): string;
  record: NetworkRecord;
}

interface Write {
  action: 'create' | 'update' | 'delete';
  collection: string;
  rkey: string;
  /** Null where a record is deleted. */
  checked: Checked | null;
}

/** Writes to repositories, with the swaps and the refusals of the reference server. */
export function createWriting({ now, state, sessions, newTid, record }: WritingParts) {
  /** Whoever the call is from, where the repository is their own. */
  function ownerOf(call: Call, repo: string): { person: Person } | { refused: Answer } {
    const found = sessions.authorise(call);
    if ('refused' in found) return found;
    const owner = state.find(repo.toLowerCase());
    if (!owner) return { refused: invalid(`Could not find account: ${repo}`, 'AccountNotFound') };
    return owner.did === found.person.did ? { person: owner } : { refused: notAuthenticated() };
  }

  const uriOf = (did: string, { collection, rkey }: Pick<Write, 'collection' | 'rkey'>) =>
    `at://${did}/${collection}/${rkey}`;

  /** The problem with the writes as the repository stands, or null. */
  function refusal(person: Person, writes: readonly Write[]): Answer | null {
    for (const { action, collection, rkey, checked } of writes) {
      const exists = state.record(person.did, collection, rkey) !== null;
      // The reference server has no words for these two either.
      if ((action === 'create') === exists)
        return {
          status: 500,
          body: { error: 'InternalServerError', message: 'Internal Server Error' },
        };
      const blobs = checked ? checkBlobs(state, person.did, checked.value) : null;
      if (blobs) return invalid(blobs.message, blobs.error);
    }
    return null;
  }

  function apply(person: Person, { action, collection, rkey, checked }: Write, rev: string): void {
    const { did } = person;
    const uri = uriOf(did, { collection, rkey });
    if (!checked) {
      if (collection === POSTS)
        record.removed({ at: now(), accountId: did, remoteId: uri, detail: { rev } });
      else record.state({ kind: 'record_removed', did, rev, uri } satisfies Change);
      return;
    }
    const { value } = checked;
    const cid = cidOfRecord(value);
    if (collection === POSTS)
      receive(person, action === 'update' ? 'changed' : 'created', { rkey, cid, value, rev });
    else
      record.state({
        kind: 'record',
        did,
        rev,
        uri,
        collection,
        rkey,
        cid,
        value,
      } satisfies Change);
  }

  function receive(person: Person, origin: 'created' | 'changed' | 'repeated', detail: PostDetail) {
    const { rkey, value } = detail;
    const media = blobsIn(value).flatMap(({ cid }) => state.blob(person.did, cid)?.sha256 ?? []);
    record.post({
      at: now(),
      receivedAt: now(),
      account: person.handle,
      accountId: person.did,
      remoteId: uriOf(person.did, { collection: POSTS, rkey }),
      text: typeof value.text === 'string' ? value.text : '',
      media,
      key: rkey,
      origin,
      detail,
    });
  }

  const swapFailed = (what: string, cid: string | null | undefined): Answer =>
    invalid(`${what} was at ${cid ?? 'null'}`, 'InvalidSwap');

  const commitSwap = (person: Person, wanted: string | undefined): Answer | null => {
    const { cid } = state.commit(person.did);
    return wanted !== undefined && wanted !== cid ? swapFailed('Commit', cid) : null;
  };

  return {
    put(call: Call): Answer {
      const read = readInput(putInput, call.body);
      if ('refused' in read) return read.refused;
      const { repo, collection, rkey, validate, swapRecord, swapCommit } = read.input;
      const owner = ownerOf(call, repo);
      if ('refused' in owner) return owner.refused;
      const { person } = owner;
      const checked = checkRecord(collection, rkey, read.input.record, validate);
      if (typeof checked === 'string') return invalid(checked);
      const uri = uriOf(person.did, { collection, rkey });
      const cid = cidOfRecord(checked.value);
      const { validationStatus } = checked;
      const current = state.record(person.did, collection, rkey);
      if (current?.cid === cid) {
        const { rev } = state.commit(person.did);
        if (collection === POSTS)
          receive(person, 'repeated', { rkey, cid, value: checked.value, rev });
        return { status: 200, body: { uri, cid, validationStatus } };
      }
      const commitRefused = commitSwap(person, swapCommit);
      if (commitRefused) return commitRefused;
      if (swapRecord !== undefined && swapRecord !== (current?.cid ?? null))
        return swapFailed('Record', current?.cid);
      const write: Write = { action: current ? 'update' : 'create', collection, rkey, checked };
      const refused = refusal(person, [write]);
      if (refused) return refused;
      const rev = newTid();
      apply(person, write, rev);
      const commit = commitOf(person.did, rev);
      return { status: 200, body: { uri, cid, commit, validationStatus } };
    },

    create(call: Call): Answer {
      const read = readInput(createInput, call.body);
      if ('refused' in read) return read.refused;
      const { repo, collection, rkey = newTid(), validate, swapCommit } = read.input;
      const owner = ownerOf(call, repo);
      if ('refused' in owner) return owner.refused;
      const { person } = owner;
      const checked = checkRecord(collection, rkey, read.input.record, validate);
      if (typeof checked === 'string') return invalid(checked);
      const write: Write = { action: 'create', collection, rkey, checked };
      const refused = commitSwap(person, swapCommit) ?? refusal(person, [write]);
      if (refused) return refused;
      const rev = newTid();
      apply(person, write, rev);
      const commit = commitOf(person.did, rev);
      const { validationStatus } = checked;
      const cid = cidOfRecord(checked.value);
      return {
        status: 200,
        body: { uri: uriOf(person.did, write), cid, commit, validationStatus },
      };
    },

    remove(call: Call): Answer {
      const read = readInput(deleteInput, call.body);
      if ('refused' in read) return read.refused;
      const { repo, collection, rkey, swapRecord, swapCommit } = read.input;
      const owner = ownerOf(call, repo);
      if ('refused' in owner) return owner.refused;
      const { person } = owner;
      const current = state.record(person.did, collection, rkey);
      // Deleting what is not there is no error.
      if (!current) return { status: 200, body: {} };
      const commitRefused = commitSwap(person, swapCommit);
      if (commitRefused) return commitRefused;
      if (swapRecord !== undefined && swapRecord !== current.cid)
        return swapFailed('Record', current.cid);
      const rev = newTid();
      apply(person, { action: 'delete', collection, rkey, checked: null }, rev);
      return { status: 200, body: { commit: commitOf(person.did, rev) } };
    },

    applyAll(call: Call): Answer {
      const read = readInput(applyInput, call.body);
      if ('refused' in read) return read.refused;
      const { repo, validate, swapCommit } = read.input;
      const owner = ownerOf(call, repo);
      if ('refused' in owner) return owner.refused;
      const { person } = owner;
      if (read.input.writes.length > 200) return invalid('Too many writes. Max: 200');
      const writes: Write[] = [];
      for (const { $type, collection, rkey = newTid(), value } of read.input.writes) {
        const action = ACTIONS[$type];
        if (!action) return invalid(`Action not supported: ${$type}`);
        const checked =
          action === 'delete' ? null : checkRecord(collection, rkey, value ?? {}, validate);
        if (typeof checked === 'string') return invalid(checked);
        writes.push({ action, collection, rkey, checked });
      }
      const refused = commitSwap(person, swapCommit) ?? refusal(person, writes);
      if (refused) return refused;
      const rev = newTid();
      for (const write of writes) apply(person, write, rev);
      const results = writes.map((write) => ({
        $type: `com.atproto.repo.applyWrites#${write.action}Result`,
        ...(write.checked
          ? {
              uri: uriOf(person.did, write),
              cid: cidOfRecord(write.checked.value),
              validationStatus: write.checked.validationStatus,
            }
          : {}),
      }));
      return { status: 200, body: { commit: commitOf(person.did, rev), results } };
    },
  };
}

const ACTIONS: Readonly<Record<string, Write['action']>> = {
  'com.atproto.repo.applyWrites#create': 'create',
  'com.atproto.repo.applyWrites#update': 'update',
  'com.atproto.repo.applyWrites#delete': 'delete',
};

const place = { repo: z.string(), collection: z.string(), swapCommit: z.string().optional() };
const fields = z.record(z.string(), z.unknown());
const putInput = z.looseObject({
  ...place,
  rkey: z.string(),
  record: fields,
  validate: z.boolean().optional(),
  swapRecord: z.string().nullable().optional(),
});
const createInput = z.looseObject({
  ...place,
  rkey: z.string().optional(),
  record: fields,
  validate: z.boolean().optional(),
});
const deleteInput = z.looseObject({
  ...place,
  rkey: z.string(),
  swapRecord: z.string().optional(),
});
const applyInput = z.looseObject({
  repo: z.string(),
  validate: z.boolean().optional(),
  swapCommit: z.string().optional(),
  writes: z.array(
    z.looseObject({
      $type: z.string(),
      collection: z.string(),
      rkey: z.string().optional(),
      value: fields.optional(),
    }),
  ),
});
