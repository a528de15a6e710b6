import { randomBytes } from 'node:crypto';
import { type OpenSandbox, openSandbox } from './sandbox.ts';

export interface Person {
  id: string;
  username: string;
  token: string;
}

/** Entity `Status`, as far as tests look at it. */
export interface StatusEntity {
  id: string;
  url: string;
  content: string;
  in_reply_to_id: string | null;
  visibility: string;
  media_attachments: { id: string; type: string; description: string | null }[];
}
interface ScheduledEntity {
  id: string;
  scheduled_at: string;
  params: { text: string };
}

export interface SandboxMastodon {
  url: string;
  sandbox: OpenSandbox;
  /** What follows the second @ of full names. */
  domain: string;
  /** One of the people that it was started with; with scopes, by a token that has only these. */
  person(username: string, scopes?: readonly string[]): Promise<Person>;
  /** Newest first, as the API lists them. */
  statuses(person: Person): Promise<StatusEntity[]>;
  /** What it publishes itself later. */
  planned(person: Person): Promise<ScheduledEntity[]>;
  /** A status that the person wrote elsewhere. */
  write(person: Person, over: Record<string, unknown>): Promise<StatusEntity>;
  upload(person: Person, bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  /** Ends the token, as its owner does in the settings there. */
  revoke(person: Person): Promise<void>;
  call(
    method: string,
    path: string,
    options?: { as?: Person; body?: unknown },
  ): Promise<{ status: number; json: unknown; location: string | null }>;
  stop(): Promise<void>;
}

const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';

/** The product's own sandbox as a Mastodon server, with people of these names on it. */
export async function startSandboxMastodon(
  people: readonly string[],
  clock: { now(): number } = Date,
): Promise<SandboxMastodon> {
  const sandbox = await openSandbox({ networks: ['mastodon'], people, clock });
  const url = sandbox.mastodon;

  const call: SandboxMastodon['call'] = async (method, path, { as, body } = {}) => {
    const isForm = body instanceof FormData || body instanceof URLSearchParams;
    const response = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: {
        ...(as ? { authorization: `Bearer ${as.token}` } : {}),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const location = response.headers.get('location');
    return { status: response.status, json: isJson ? JSON.parse(text) : text, location };
  };
  const asked = async <Value>(...input: Parameters<typeof call>): Promise<Value> => {
    const { status, json } = await call(...input);
    if (status >= 400)
      throw new Error(`${input[0]} ${input[1]}: ${status} ${JSON.stringify(json)}`);
    return json as Value;
  };

  /** As an application asks for it, with the person saying yes. */
  async function tokenWith(id: string, scopes: readonly string[]): Promise<string> {
    const scope = scopes.join(' ');
    const application = await asked<{ client_id: string; client_secret: string }>(
      'POST',
      '/api/v1/apps',
      { body: { client_name: 'A test', redirect_uris: [OUT_OF_BAND], scopes: scope } },
    );
    const { client_id, client_secret } = application;
    const page = await asked<string>('POST', '/oauth/authorize', {
      body: new URLSearchParams({
        ...{ response_type: 'code', client_id, redirect_uri: OUT_OF_BAND, scope, person: id },
      }),
    });
    const code = /<code>([^<]+)<\/code>/.exec(page)?.[1];
    const { access_token } = await asked<{ access_token: string }>('POST', '/oauth/token', {
      body: {
        ...{ grant_type: 'authorization_code', client_id, client_secret, code },
        redirect_uri: OUT_OF_BAND,
      },
    });
    return access_token;
  }

  return {
    url,
    sandbox,
    domain: new URL(url).host,
    call,
    async person(username, scopes) {
      const { secret } = sandbox.accounts.find(({ handle }) => handle === username) ?? {};
      if (!secret) throw new Error(`Nobody is called ${username}`);
      const known = { id: '', username, token: secret };
      const path = '/api/v1/accounts/verify_credentials';
      const { id } = await asked<{ id: string }>('GET', path, { as: known });
      return { id, username, token: scopes ? await tokenWith(id, scopes) : secret };
    },
    async statuses(person) {
      const all: StatusEntity[] = [];
      for (let before = ''; ; ) {
        const path = `/api/v1/accounts/${person.id}/statuses?limit=40${before}`;
        const page = await asked<StatusEntity[]>('GET', path, { as: person });
        all.push(...page);
        if (page.length < 40) return all;
        before = `&max_id=${page.at(-1)?.id}`;
      }
    },
    planned: (person) => asked('GET', '/api/v1/scheduled_statuses?limit=40', { as: person }),
    write: (person, body) => asked('POST', '/api/v1/statuses', { as: person, body }),
    async upload(person, bytes) {
      const form = new FormData();
      form.set(
        'file',
        new Blob([bytes], { type: 'image/png' }),
        `${randomBytes(4).toString('hex')}.png`,
      );
      return (await asked<{ id: string }>('POST', '/api/v2/media', { as: person, body: form })).id;
    },
    async revoke(person) {
      await sandbox.faults.set({
        rules: [{ when: { account: person.username, times: 1 }, fault: { kind: 'revoke' } }],
      });
      await call('GET', '/api/v1/accounts/verify_credentials', { as: person });
      await sandbox.faults.set({});
    },
    stop: sandbox.remove,
  };
}
