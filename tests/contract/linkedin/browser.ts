import { randomBytes } from 'node:crypto';
import type { Application, Platform, SignedIn } from '../../../electron/platforms/platform.ts';
import type { Sandbox } from '../../../electron/sandbox/sandbox.ts';

export const REDIRECT = 'http://127.0.0.1:47921/callback';

export interface Round {
  application: Application;
  redirectUri: string;
  state: string;
  codeVerifier: string;
}

export const roundOf = (application: Application, redirectUri = REDIRECT): Round => ({
  application,
  redirectUri,
  state: randomBytes(16).toString('hex'),
  codeVerifier: randomBytes(32).toString('base64url'),
});

/** What a browser does on the page: presses one of its buttons. Where it is sent then, or the page without any. */
export async function press(url: string, button: string): Promise<URL | string> {
  const page = await (await fetch(url)).text();
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
  const label = page.split('<button ').find((one) => one.includes(`>${button}<`));
  const person = /value="([^"]*)"/.exec(label ?? '')?.[1];
  if (action === undefined || person === undefined) return page;
  const form = new URLSearchParams({ person });
  for (const [, name = '', value = ''] of page.matchAll(
    /type="hidden" name="([^"]*)" value="([^"]*)"/g,
  ))
    form.set(name, value.replaceAll('&amp;', '&'));
  const answer = await fetch(new URL(action, url), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? '');
}

/** Signs in through the browser as Ada. Everything that she may use. */
export async function authorise(
  platform: Platform,
  serviceUrl: string,
  sandbox: Sandbox,
  round?: Round,
): Promise<SignedIn[]> {
  const [found] = sandbox.applications;
  if (!found || !platform.oauth) throw new Error('There is no way to sign in');
  const { clientId, clientSecret } = found;
  const used = round ?? roundOf({ clientId, clientSecret });
  const begun = await platform.oauth.begin({ serviceUrl, ...used });
  if (!begun.ok) throw new Error(begun.message);
  const back = await press(begun.value.url, 'Allow as Ada Sandbox');
  if (typeof back === 'string') throw new Error(back);
  const code = back.searchParams.get('code') ?? '';
  const { kept } = begun.value;
  const finished = await platform.oauth.finish({ serviceUrl, ...used, kept, code });
  if (!finished.ok) throw new Error(finished.message);
  return finished.value;
}
