import { type IncomingMessage, request } from 'node:http';
import type { PdsAccount } from './pds.ts';

const API = '/@atproto/oauth-provider/~api';

interface Answered {
  status: number;
  location: string | null;
  text: string;
}

/**
 * What a person does on the consent page of the reference server, by the calls that its page makes. The page itself
 * needs a browser. Where the browser is sent to in the end.
 * @param account null: says no
 */
export async function consent(page: URL, account: PdsAccount | null): Promise<URL> {
  const cookies = new Map<string, string>();
  const send = async (
    method: string,
    url: URL,
    mode: 'navigate' | 'same-origin',
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answered> => {
    const outgoing = request(url, {
      method,
      headers: {
        'sec-fetch-mode': mode,
        'sec-fetch-dest': mode === 'navigate' ? 'document' : 'empty',
        'sec-fetch-site': headers.referer ? 'same-origin' : 'none',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body ? { 'content-type': 'application/json', origin: url.origin } : {}),
        ...headers,
      },
    });
    outgoing.end(body ? JSON.stringify(body) : undefined);
    const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve).once('error', reject);
    });
    for (const cookie of incoming.headers['set-cookie'] ?? []) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    let text = '';
    for await (const chunk of incoming) text += chunk;
    const { statusCode: status = 0, headers: told } = incoming;
    return { status, location: told.location ?? null, text };
  };
  const ask = async (endpoint: string, body: unknown, token?: string) => {
    const headers = {
      referer: page.href,
      'x-csrf-token': cookies.get('csrf-token') ?? '',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    const url = new URL(API + endpoint, page);
    const { status, text } = await send('POST', url, 'same-origin', { body, headers });
    if (status >= 300) throw new Error(`${endpoint}: ${status} ${text}`);
    return JSON.parse(text) as { url: string; ephemeralToken: string };
  };

  const shown = await send('GET', page, 'navigate');
  if (shown.status !== 200) throw new Error(`The page: ${shown.status} ${shown.text}`);
  let end: string;
  if (account) {
    const { handle, password, did } = account;
    const known = await ask('/sign-in', { username: handle, password, locale: 'en' });
    end = (await ask('/consent', { did }, known.ephemeralToken)).url;
  } else end = (await ask('/reject', {})).url;
  const { location, text } = await send('GET', new URL(end), 'navigate', {
    headers: { referer: page.href },
  });
  if (!location) throw new Error(`No way back: ${text}`);
  return new URL(location);
}
