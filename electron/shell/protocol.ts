import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type ProtocolRequest, type ProtocolResponse, protocol } from 'electron';
import { assetPath, isPlaceInApp, readAsset } from './assets.ts';
import { contentSecurityPolicy, DATA_POLICY } from './content-security-policy.ts';
import { HOST, SCHEME } from './origin.ts';
import type { MonthHint } from './preferences.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What stands in index.html where the nonce of a load goes, and what the first month is drawn with. */
const NONCE = /__CSP_NONCE__/g;
const MONTH = '__MONTH_HINT__';

const MIME_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
/** Videos are shown by a picture of them: a file of gigabytes must not come through here whole. */
const MEDIA_TYPES = /^image\/(jpeg|png|apng|webp|gif|avif)$/;

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export interface MediaFile {
  path: string;
  mimeType: string;
}

export interface Pages {
  /** Folder of the built renderer. */
  root: string;
  /** Vite's server in development; null serves `root`. */
  devServer: string | null;
  /** The media file of that id; null where there is none. Waits until the workspace is open. */
  openMedia(id: string, size: 'thumb' | 'screen' | 'full'): Promise<MediaFile | null>;
  /** What the page expects its first month to be drawn with. */
  month(): MonthHint | null;
  /** The page was handed out, and what it needs to run; nothing else is asked for at the moment. */
  onFilesServed(): void;
}

/** Must run before `ready`: what kind of scheme `app://` is. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * Serves `app://bundle/…`: the renderer's files, and the media of the workspace. Nothing else.
 * Not by `protocol.handle`: that loads Node's whole fetch before the first page, and makes streams of
 * every file. It costs a tenth of the start-up.
 */
export function servePages(pages: Pages): void {
  let open = 0;
  let hasScript = false;
  protocol.registerBufferProtocol(SCHEME, (request, respond) => {
    open += 1;
    answer(request, pages)
      .catch(() => refuse(500))
      .then((response) => {
        respond(response);
        open -= 1;
        if (request.url.endsWith('.js')) hasScript = true;
        if (hasScript && open === 0) pages.onFilesServed();
      });
  });
}

async function answer(request: ProtocolRequest, pages: Pages): Promise<ProtocolResponse> {
  const url = new URL(request.url);
  if (url.host !== HOST) return refuse(404);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  if (url.pathname === '/media' || url.pathname.startsWith('/media/')) return media(url, pages);
  if (pages.devServer) return fromDevServer(url, request, pages, pages.devServer);

  const path = assetPath(pages.root, url.pathname);
  if (path === null) return refuse(403);
  const page = isPlaceInApp(url.pathname);
  const file = await readAsset(pages.root, page ? join(pages.root, 'index.html') : path);
  if (file === null) return refuse(404);
  const type = page ? '.html' : extname(path).toLowerCase();
  return respondWith(file, MIME_TYPES[type] ?? 'application/octet-stream', pages);
}

function respondWith(
  file: Buffer,
  mimeType: string,
  { devServer, month }: Pick<Pages, 'devServer' | 'month'>,
): ProtocolResponse {
  if (!mimeType.startsWith('text/html')) return found(file, mimeType, {});
  const nonce = randomBytes(16).toString('base64');
  const { zone = '', weekStart = '' } = month() ?? {};
  const page = file
    .toString('utf8')
    .replace(NONCE, nonce)
    .replace(MONTH, `${zone} ${weekStart}`.trim());
  return found(Buffer.from(devServer ? withViteNonce(page, nonce) : page), mimeType, {
    'Content-Security-Policy': contentSecurityPolicy(nonce, devServer),
    'Cache-Control': 'no-store',
  });
}

async function media(url: URL, pages: Pages): Promise<ProtocolResponse> {
  const id = url.pathname.slice('/media/'.length);
  const size = url.searchParams.get('size') ?? 'full';
  if (!UUID.test(id) || !isSize(size)) return refuse(404);
  const file = await pages.openMedia(id, size);
  if (file === null || !MEDIA_TYPES.test(file.mimeType)) return refuse(404);
  return found(await readFile(file.path), file.mimeType, {
    'Content-Security-Policy': DATA_POLICY,
    // An id never gets other bytes.
    'Cache-Control': 'private, max-age=31536000, immutable',
  });
}

const isSize = (size: string): size is 'thumb' | 'screen' | 'full' =>
  ['thumb', 'screen', 'full'].includes(size);

/** In development the files come from Vite, under the same origin and policy as the real ones. */
async function fromDevServer(
  url: URL,
  { headers }: ProtocolRequest,
  pages: Pages,
  devServer: string,
): Promise<ProtocolResponse> {
  const path = isPlaceInApp(url.pathname) && !url.pathname.startsWith('/@') ? '/' : url.pathname;
  // Vite tells by these whether a style sheet is wanted, or a script that brings it.
  const asked = ['Accept', 'Sec-Fetch-Dest'].map((name) => [name, headers[name] ?? '']);
  const answered = await fetch(new URL(path + url.search, devServer), {
    headers: Object.fromEntries(asked),
  });
  if (!answered.ok) return refuse(answered.status);
  const mimeType = answered.headers.get('Content-Type') ?? 'application/octet-stream';
  return respondWith(Buffer.from(await answered.arrayBuffer()), mimeType, pages);
}

/** Vite writes inline scripts and styles into its pages: they get the nonce of the load, too. */
const withViteNonce = (page: string, nonce: string): string =>
  page
    .replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`)
    .replace(/<script(?![^>]*\bnonce=)/g, `<script nonce="${nonce}"`);

const found = (
  data: Buffer,
  mimeType: string,
  headers: Record<string, string>,
): ProtocolResponse => ({
  statusCode: 200,
  headers: { ...HEADERS, ...headers, 'Content-Type': mimeType },
  data,
});

const refuse = (statusCode: number): ProtocolResponse => ({
  statusCode,
  headers: HEADERS,
  data: Buffer.alloc(0),
});
