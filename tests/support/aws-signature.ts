import { createHash, createHmac } from 'node:crypto';

interface SignedRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Whether a request carries the right AWS Signature Version 4, in its header or in its address
 * (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html). Written from the description, and
 * checked against its examples, so that it knows nothing of the library that signs.
 */
export function isSigned({ method, url, headers }: SignedRequest, secret: string): boolean {
  const { pathname, searchParams } = new URL(url, 'http://any');
  const header = String(headers.authorization ?? '');
  const inHeader = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(header)?.[1];
  const inQuery = (name: string) => searchParams.get(name) ?? undefined;
  const credential = inHeader('Credential') ?? inQuery('X-Amz-Credential') ?? '';
  const names = inHeader('SignedHeaders') ?? inQuery('X-Amz-SignedHeaders') ?? '';
  const signature = inHeader('Signature') ?? inQuery('X-Amz-Signature');
  const date = String(headers['x-amz-date'] ?? inQuery('X-Amz-Date') ?? '');
  const [, ...scope] = credential.split('/');

  const query = [...searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map((pair) => pair.map(encode).join('='))
    .sort()
    .join('&');
  const canonical = [
    method,
    pathname,
    query,
    ...names.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
    '',
    names,
    header === '' ? 'UNSIGNED-PAYLOAD' : String(headers['x-amz-content-sha256']),
  ].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const key = scope.reduce((before: string | Buffer, part) => hmac(before, part), `AWS4${secret}`);
  const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), hash].join('\n');
  return hmac(key, toSign).toString('hex') === signature;
}

const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
