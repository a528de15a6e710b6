import type { Agent } from '@atproto/api';
import { z } from 'zod';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import { type ReplyRefs, type StrongRef, strongRef } from './record.ts';

/** The parts of `at://did/collection/key`; null where it is no such address. */
export function placeOf(uri: string): { repo: string; collection: string; rkey: string } | null {
  const [, repo, collection, rkey] = ADDRESS.exec(uri) ?? [];
  return repo && collection && rkey ? { repo, collection, rkey } : null;
}

const ADDRESS = /^at:\/\/(did:[^/]+)\/([^/]+)\/([^/]+)$/;

interface FoundRecord {
  ref: StrongRef;
  value: Record<string, unknown>;
}

/** A record of the account's own. Null where it surely is not there. */
export const ownRecord = (agent: Agent, uri: string): Promise<FoundRecord | null> =>
  read(agent, uri, isSurelyMissing);

/** A record of anybody: the account's server asks further where it does not have it. Null where it is gone. */
export const recordAt = (agent: Agent, uri: string): Promise<FoundRecord | null> =>
  read(agent, uri, (error) => isSurelyMissing(error) || isNobodys(error));

async function read(
  agent: Agent,
  uri: string,
  isMissing: (error: unknown) => boolean,
): Promise<FoundRecord | null> {
  const place = placeOf(uri);
  if (!place) return null;
  try {
    const { data } = await agent.com.atproto.repo.getRecord(place);
    const ref = strongRef.parse({ uri: data.uri, cid: data.cid });
    return { ref, value: data.value as Record<string, unknown> };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const isSurelyMissing = (error: unknown) => callFailedIn(error)?.errorName === 'RecordNotFound';

/** Of a repository that is not its own, a server has no better name for it. */
function isNobodys(error: unknown): boolean {
  const call = callFailedIn(error);
  return call?.errorName === 'InvalidRequest' && call.failure.httpStatus === 400;
}

/** Where an answer to this record belongs. @throws CallFailed where it is gone */
export async function refsBelow(agent: Agent, parentId: string): Promise<ReplyRefs> {
  const parent = await recordAt(agent, parentId);
  if (!parent) throw new CallFailed(failure('refused', GONE));
  return { root: rootOf(parent.value) ?? parent.ref, parent: parent.ref };
}

/** The post that a talk is under, where the record is an answer. */
export const rootOf = (value: Record<string, unknown>): StrongRef | null =>
  answer.safeParse(value).data?.reply.root ?? null;

const answer = z.object({ reply: z.object({ root: strongRef, parent: strongRef }) });

const GONE = 'What you answer is not on Bluesky any more. Read the comments again.';
