import { jsonToLex, lexicons } from '@atproto/api';
import { type BlobReference, blobsIn, type State } from './state.ts';

/** Record keys: atproto.com/specs/record-key. */
const RECORD_KEY = /^(?!\.{1,2}$)[a-zA-Z0-9_~.:-]{1,512}$/;
const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;

export interface Checked {
  value: Record<string, unknown>;
  validationStatus?: 'valid' | 'unknown';
}

/**
 * Looks at a record as the reference server does before it writes: by the published lexicon, where
 * there is one. A sentence where it is refused.
 */
export function checkRecord(
  collection: string,
  rkey: string,
  record: Record<string, unknown>,
  validate: boolean | undefined,
): Checked | string {
  if (record.$type !== undefined && record.$type !== collection)
    return `Invalid $type: expected ${collection}, got ${String(record.$type)}`;
  if (!RECORD_KEY.test(rkey)) return `Invalid record key (got "${rkey}") at $.rkey`;
  const value: Record<string, unknown> = { ...record, $type: collection };
  if (validate === false) return { value };
  const schema = lexicons.get(collection)?.defs.main;
  if (schema?.type !== 'record')
    return validate === true
      ? `Unknown lexicon type: ${collection}`
      : { value, validationStatus: 'unknown' };
  if (!keyFits(schema.key, rkey)) return `Invalid record key for ${collection}: ${rkey}`;
  const result = lexicons.validate(collection, jsonToLex(value as never));
  return result.success
    ? { value, validationStatus: 'valid' }
    : `Invalid ${collection} record: ${result.error.message}`;
}

function keyFits(kind: string | undefined, rkey: string): boolean {
  if (kind === 'tid') return TID.test(rkey);
  return kind?.startsWith('literal:') ? rkey === kind.slice('literal:'.length) : true;
}

/** What is wrong with the blobs that a record refers to, by the error's name; null where nothing is. */
export function checkBlobs(
  state: State,
  did: string,
  value: unknown,
): { error: string; message: string } | null {
  for (const blob of blobsIn(value)) {
    const problem = blobProblem(state, did, blob);
    if (problem) return problem;
  }
  return null;
}

function blobProblem(state: State, did: string, { cid, mimeType, size }: BlobReference) {
  const found = state.blob(did, cid);
  if (!found) return { error: 'BlobNotFound', message: `Could not find blob: ${cid}` };
  if (found.mimeType !== mimeType)
    return {
      error: 'InvalidMimeType',
      message: `Referenced Mimetype does not match stored blob. Expected: ${found.mimeType}, Got: ${String(mimeType)}`,
    };
  if (found.size !== size)
    return {
      error: 'InvalidSize',
      message: `Referenced Size does not match stored blob. Expected: ${found.size}, Got: ${String(size)}`,
    };
  return null;
}
