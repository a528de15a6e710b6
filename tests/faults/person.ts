import type { Services } from '../../electron/core.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import type { RunnerOptions } from './runner-protocol.ts';

const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';

/** Whoever sits in front of it: signs in again where that is asked for, and sends again what failed. */
export function createPerson(
  { accounts, publishing, database }: Services,
  options: RunnerOptions,
  askForToken: (wish: { id: string; network: NetworkId; handle: string }) => void,
) {
  const busy = new Set<string>();
  const seen = new Set<string>();
  const failed = database.raw.prepare("select id from deliveries where state = 'failed'").pluck();

  async function signInAgain(id: string): Promise<void> {
    const account = accounts.get(id);
    if (!account.ok) return;
    const { network, handle, serviceUrl, remoteId } = account.value;
    const appPassword =
      network === 'mastodon'
        ? await newToken(serviceUrl, remoteId)
        : (options.appPasswords[id] ?? (await pasted({ id, network, handle })));
    await accounts.reconnect({ id, appPassword });
  }

  const waiting = new Map<string, (token: string) => void>();
  /** A token from the network's pages for developers. */
  const pasted = (wish: { id: string; network: NetworkId; handle: string }): Promise<string> =>
    new Promise((resolve) => {
      waiting.set(wish.id, resolve);
      askForToken(wish);
    });

  /** Each delivery once in a life of the runner. */
  function sendAgain(): void {
    for (const id of failed.all() as string[]) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (options.retries === 'all' || isEven(id)) publishing.retry(id);
    }
  }

  return {
    /** The token that was asked for. */
    receive(id: string, token: string): void {
      waiting.get(id)?.(token);
      waiting.delete(id);
    },
    lookAround(): void {
      try {
        sendAgain();
        for (const { id } of accounts.list().filter(isSignedOut)) {
          if (busy.has(id)) continue;
          busy.add(id);
          // A network that does not answer is asked again the next time somebody looks.
          const done = signInAgain(id).catch(() => undefined);
          done.finally(() => busy.delete(id));
        }
      } catch {
        // A full disk: whoever sits there tries again later.
      }
    },
  };
}

const isSignedOut = ({ status }: { status: string }) => status === 'reconnect_needed';

/** Of an id that is random at its end. */
const isEven = (id: string): boolean => Number.parseInt(id.slice(-1), 16) % 2 === 0;

/** A new access token as a person gets one in the browser. */
async function newToken(origin: string, person: string): Promise<string> {
  const ask = async (path: string, fields: Record<string, string>) => {
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(20_000),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.text();
  };
  const scopes = 'read write profile';
  const app = JSON.parse(
    await ask('/api/v1/apps', { client_name: 'Person', redirect_uris: OUT_OF_BAND, scopes }),
  ) as { client_id: string; client_secret: string };
  const { client_id, client_secret } = app;
  const page = await ask('/oauth/authorize', {
    response_type: 'code',
    client_id,
    redirect_uri: OUT_OF_BAND,
    scope: scopes,
    person,
  });
  const code = /<code>([^<]+)<\/code>/.exec(page)?.[1] ?? '';
  const told = await ask('/oauth/token', {
    grant_type: 'authorization_code',
    client_id,
    client_secret,
    redirect_uri: OUT_OF_BAND,
    code,
  });
  return (JSON.parse(told) as { access_token: string }).access_token;
}
