import { z } from 'zod';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import { paused } from '../waiting.ts';
import type { LinkedInApi } from './api.ts';
import { isNotAllowed, isNotFound } from './failure.ts';
import type { SavedProgress } from './progress.ts';
import { encoded } from './urn.ts';

/** Ms between two looks at an upload that LinkedIn is at work on; about a minute and a half in all. */
export const PROCESSING_WAITS: readonly number[] = [
  500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000,
];

/** Ms that must be left of an address for it to be used. */
export const MARGIN = 60_000;

export interface Uploading {
  api: LinkedInApi;
  /** URN of whoever the post is of. */
  owner: string;
  saved: SavedProgress;
  save(): Promise<void>;
  now(): number;
  waits: readonly number[];
  signal?: AbortSignal | undefined;
}

/** `unknown`: the application may not ask. `gone`: there is no such upload any more. */
export type UploadState = 'waiting' | 'processing' | 'available' | 'failed' | 'unknown' | 'gone';

const asset = z.object({ status: z.string() });
const STATES: Readonly<Record<string, UploadState>> = {
  WAITING_UPLOAD: 'waiting',
  PROCESSING: 'processing',
  AVAILABLE: 'available',
  PROCESSING_FAILED: 'failed',
};

/** Where an upload stands. Source: …/community-management/shares/images-api, videos-api. */
export async function stateOf(
  { api }: Uploading,
  kind: 'images' | 'videos',
  urn: string,
): Promise<UploadState> {
  try {
    const { status } = await api.get(`/${kind}/${encoded(urn)}`, asset);
    return STATES[status] ?? 'processing';
  } catch (error) {
    if (isNotAllowed(error)) return 'unknown';
    if (isNotFound(error)) return 'gone';
    throw error;
  }
}

/** Waits for LinkedIn to be done with it. What it does not tell counts as done: the post says whether it is. */
export async function untilReady(
  uploading: Uploading,
  kind: 'images' | 'videos',
  urn: string,
): Promise<UploadState> {
  for (const pause of [0, ...uploading.waits]) {
    await paused(pause, uploading.signal);
    const state = await stateOf(uploading, kind, urn);
    if (state !== 'processing') return state;
  }
  throw new CallFailed(failure('unreachable', STILL_PROCESSING));
}

/** Whether the address for an upload was refused as one that has ended. */
export function isAddressOver(error: unknown): boolean {
  const status = callFailedIn(error)?.failure.httpStatus ?? 0;
  return [400, 403, 404, 410].includes(status);
}

const STILL_PROCESSING =
  'LinkedIn is still at work on what was uploaded. ClientNest comes back to it.';
