import { randomBytes } from 'node:crypto';
import { createLinkedIn } from '../../electron/platforms/linkedin/linkedin.ts';
import type { Sandbox } from '../../electron/sandbox/sandbox.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import { LINKEDIN } from '../../shared/domain/networks/linkedin.ts';
import { decideOnSandbox } from '../support/consent.ts';
import { closedOn } from './story.ts';

/** What a person gets who asks the network for a token. */
export async function tokenOf(
  sandbox: Sandbox,
  network: NetworkId,
  handle: string,
): Promise<string> {
  if (network === 'linkedin' && closedOn(network).includes(handle))
    return bareToken(sandbox, handle);
  const known = sandbox.accounts.find((one) => one.network === network && one.handle === handle);
  return known?.secret ?? '';
}

/** By the sign-in that everybody has: without the permission to read a member's posts, which the others were given. */
async function bareToken({ urls, applications }: Sandbox, handle: string): Promise<string> {
  const { oauth } = createLinkedIn({ clock: Date, userAgent: 'Person' });
  const application = applications.find(({ network }) => network === 'linkedin');
  const [port] = LINKEDIN.oauth?.ports ?? [];
  if (!oauth || !application || port === undefined) throw new Error('There is no way to sign in');
  const round = {
    serviceUrl: urls.linkedin ?? '',
    application: { clientId: application.clientId, clientSecret: application.clientSecret },
    redirectUri: `http://127.0.0.1:${port}${LINKEDIN.oauth?.callbackPath}`,
    state: randomBytes(16).toString('hex'),
    codeVerifier: randomBytes(32).toString('base64url'),
  };
  const begun = await oauth.begin(round);
  if (!begun.ok) throw new Error(begun.message);
  const name = handle[0]?.toUpperCase() + handle.slice(1);
  const back = new URL(await decideOnSandbox(begun.value.url, `${name} `));
  const code = back.searchParams.get('code') ?? '';
  const finished = await oauth.finish({ ...round, kept: begun.value.kept, code });
  if (!finished.ok) throw new Error(finished.message);
  return String(finished.value[0]?.session.accessToken ?? '');
}
