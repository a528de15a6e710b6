import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import { isPublic, lookupPublic, PrivateAddress } from './public-address.ts';

/** In memory at once, so bounded; larger videos are added by hand. */
const MOST_BYTES = 50 * 1024 * 1024;
/** Of one file, with all that it leads to, ms. */
const PATIENCE = 60_000;
/** Without a byte, ms. */
const SILENCE = 15_000;
const MOST_REDIRECTS = 4;

export interface FetchOptions {
  signal: AbortSignal;
  version: string;
  /** Only in tests: addresses of this machine and its network are fetched, too. */
  allowPrivate?: boolean;
}

export type Fetched = Result<{ fileName: string; bytes: Uint8Array }, 'not_fetched'>;

/**
 * A picture or video from the web. Somebody else wrote the address, so it reaches only the public
 * internet, over http and https, wherever it is led on to.
 * @throws the signal's reason
 */
export async function fetchMedia(address: string, options: FetchOptions): Promise<Fetched> {
  const within = AbortSignal.any([options.signal, AbortSignal.timeout(PATIENCE)]);
  try {
    return await follow(address, { ...options, signal: within });
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof PrivateAddress)
      return refused(address, 'leads into a private network, so it is not fetched');
    if (error instanceof Error && error.name === 'TimeoutError')
      return refused(address, 'took too long to answer. Try again later');
    return refused(address, 'could not be reached. Check the address and your connection');
  }
}

async function follow(start: string, options: FetchOptions): Promise<Fetched> {
  let address = start;
  for (let step = 0; step <= MOST_REDIRECTS; step++) {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (!url || !/^https?:$/.test(url.protocol))
      return refused(start, 'is no address of the web. Write it with https://');
    if (url.username !== '' || url.password !== '')
      return refused(start, 'has a password in it. Use an address that everybody may open');
    const response = await open(url, options);
    const status = response.statusCode ?? 0;
    const next = response.headers.location;
    if (status >= 300 && status < 400 && next !== undefined && URL.canParse(next, url.href)) {
      response.destroy();
      address = String(new URL(next, url));
      continue;
    }
    if (status !== 200) {
      response.destroy();
      return refused(
        start,
        status === 404 || status === 410
          ? 'leads to nothing any more (404). Check the address'
          : `was refused by its server (${status}). Use an address that everybody may open`,
      );
    }
    return receive(start, url, response);
  }
  return refused(start, 'leads from one address to the next without an end');
}

function open(url: URL, { signal, version, allowPrivate }: FetchOptions): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A socket asks nobody for the address of a number.
  if (!allowPrivate && isIP(host) !== 0 && !isPublic(host)) throw new PrivateAddress(host);
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        signal,
        agent: false,
        timeout: SILENCE,
        headers: { 'user-agent': `ClientNest/${version}`, accept: 'image/*, video/*' },
        ...(!allowPrivate && { lookup: lookupPublic as never }),
      },
      resolve,
    );
    asked.on('timeout', () => asked.destroy(new DOMException('Silent', 'TimeoutError')));
    asked.on('error', reject);
    asked.end();
  });
}

async function receive(start: string, url: URL, response: IncomingMessage): Promise<Fetched> {
  const type = response.headers['content-type'] ?? '';
  if (/^text\/html/i.test(type)) {
    response.destroy();
    return refused(start, 'is a web page and no picture. Copy the address of the picture itself');
  }
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.byteLength;
    if (bytes > MOST_BYTES) {
      response.destroy();
      return refused(start, 'is larger than 50 MB. Download it, and add it in the composer');
    }
    pieces.push(piece);
  }
  if (!response.complete) return refused(start, 'did not come in whole. Try again');
  return ok({ fileName: nameOf(url), bytes: new Uint8Array(Buffer.concat(pieces)) });
}

function nameOf(url: URL): string {
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? '';
  try {
    return decodeURIComponent(last).slice(-200) || url.hostname;
  } catch {
    return last.slice(-200) || url.hostname;
  }
}

const refused = (address: string, why: string) =>
  fail('not_fetched', `${shortened(address)} ${why}.`);

const shortened = (address: string): string =>
  address.length > 80 ? `${address.slice(0, 77)}…` : address;
