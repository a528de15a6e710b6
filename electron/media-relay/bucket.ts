import { AwsV4Signer } from 'aws4fetch';
import { callFailedIn, failure, fetchFailure } from '../platforms/call-failed.ts';
import type { PlatformResult } from '../platforms/platform.ts';
import { fileBody, upload } from '../platforms/upload.ts';
import { ADDRESS_LIFE } from './address-life.ts';
import { bucketFailure } from './bucket-failure.ts';
import { CUT_SHORT } from './cut-short.ts';
import type { RelaySettings } from './relay-settings.ts';

/** Milliseconds that a call may take, and that an upload may stand still. */
const PATIENCE = 30_000;

export interface BucketFile {
  mimeType: string;
  bytes: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

export type Bucket = ReturnType<typeof openBucket>;

/**
 * One S3-compatible bucket. Signatures are made for the time of this machine and not of the workspace's clock: the
 * service compares it with its own (15 minutes, AWS Signature Version 4).
 */
export function openBucket(settings: RelaySettings, secretAccessKey: string) {
  const { region, accessKeyId } = settings;
  const host = new URL(settings.endpoint).host;

  const signed = (url: URL, method: string, headers: Record<string, string>, query = false) =>
    new AwsV4Signer({
      method,
      url: url.href,
      headers,
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
      ...(query ? { signQuery: true } : {}),
    }).sign();

  /** @throws as `fetch` does */
  async function call(method: 'HEAD' | 'DELETE', key: string): Promise<Response> {
    const { url, headers } = await signed(addressOf(settings, key), method, {});
    headers.set('connection', 'close');
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(url, { method, headers, redirect: 'manual', signal });
  }

  async function send(key: string, file: BucketFile, ending?: AbortSignal): Promise<Response> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new Error('It stands still')), PATIENCE);
    try {
      const { url, headers } = await signed(addressOf(settings, key), 'PUT', {
        'content-type': file.mimeType,
        // What is sent was fitted to a network: its hash is not known before.
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      });
      headers.set('connection', 'close');
      const onSent = () => void timer.refresh();
      const body = fileBody(file);
      const signal = AbortSignal.any(ending ? [limit.signal, ending] : [limit.signal]);
      return await upload(url, { method: 'PUT', headers, body, signal, onSent });
    } finally {
      clearTimeout(timer);
    }
  }

  /** No call reaches the network that the post is for, so every failure of the line is "not received". */
  async function asResult<Value>(work: () => Promise<PlatformResult<Value>>, ending?: AbortSignal) {
    try {
      return await work();
    } catch (error) {
      if (ending?.aborted) return failure('unreachable', CUT_SHORT);
      const known = callFailedIn(error);
      if (known) return known.failure;
      const { failure: told } = fetchFailure(error, host);
      const said =
        told.class === 'unreachable'
          ? told.message
          : `The media relay at ${host} did not answer in time.`;
      return failure('unreachable', said);
    }
  }

  return {
    /** Whether there is a file of that size. A key that may not look says no, and then it is put there. */
    has: (key: string, bytes: number) =>
      asResult(async () => {
        const answer = await call('HEAD', key);
        const size = Number(answer.headers.get('content-length') ?? -1);
        return { ok: true, value: answer.ok && size === bytes } as const;
      }),

    /** @param signal ends the upload where it is */
    put: (key: string, file: BucketFile, signal?: AbortSignal) =>
      asResult<'put'>(async () => {
        const answer = await send(key, file, signal);
        const said = await answer.text();
        return answer.ok
          ? { ok: true, value: 'put' }
          : bucketFailure(settings, answer.status, said);
      }, signal),

    /** What is not there is taken away. */
    take: (key: string) =>
      asResult<'taken'>(async () => {
        const answer = await call('DELETE', key);
        const said = await answer.text();
        return answer.ok || answer.status === 404
          ? { ok: true, value: 'taken' }
          : bucketFailure(settings, answer.status, said);
      }),

    /** The address for a network: public, or signed and good for an hour. */
    async address(key: string): Promise<string> {
      if (settings.publicUrl !== null) return new URL(key, withSlash(settings.publicUrl)).href;
      const url = addressOf(settings, key);
      url.searchParams.set('X-Amz-Expires', String(ADDRESS_LIFE));
      return (await signed(url, 'GET', {}, true)).url.href;
    },

    /** As a network fetches it. */
    fetchBack: (address: string) =>
      asResult<Uint8Array>(async () => {
        const signal = AbortSignal.timeout(PATIENCE);
        const answer = await fetch(address, { headers: { connection: 'close' }, signal });
        if (answer.ok) return { ok: true, value: new Uint8Array(await answer.arrayBuffer()) };
        await answer.body?.cancel();
        const where = new URL(address).host;
        const why =
          settings.publicUrl === null
            ? 'Allow the access key to read files (s3:GetObject).'
            : 'Check the public address, and that everybody may read the bucket.';
        return failure(
          'refused',
          `The file is in the bucket, but ${where} does not hand it out (${answer.status}). ${why}`,
          answer.status,
        );
      }),
  };
}

function addressOf({ endpoint, bucket, pathStyle }: RelaySettings, key: string): URL {
  const url = new URL(withSlash(endpoint));
  if (pathStyle) url.pathname += `${bucket}/${key}`;
  else {
    url.hostname = `${bucket}.${url.hostname}`;
    url.pathname += key;
  }
  return url;
}

const withSlash = (address: string): string => (address.endsWith('/') ? address : `${address}/`);
