import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../electron/sandbox/sandbox.ts';
import { accountsOn, expired, type Pds } from './pds.ts';
import { temporaryFolder } from './workspace.ts';

export interface OpenSandbox extends Sandbox {
  bluesky: string;
  mastodon: string;
  x: string;
  folder: string;
  /** Closes it and removes its folder. */
  remove(): Promise<void>;
}

/** The product's own sandbox in this process, in a folder of its own. */
export async function openSandbox(options: Partial<SandboxOptions> = {}): Promise<OpenSandbox> {
  const folder = options.folder ?? temporaryFolder();
  const sandbox = await startSandbox({ ...options, folder });
  return {
    ...sandbox,
    bluesky: sandbox.urls.bluesky ?? '',
    mastodon: sandbox.urls.mastodon ?? '',
    x: sandbox.urls.x ?? '',
    folder,
    async remove() {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The sandbox's Bluesky in the place of the reference server. It has no app view either. */
export async function startSandboxPds(
  clock: { now(): number } = Date,
): Promise<Pds & { sandbox: OpenSandbox }> {
  const sandbox = await openSandbox({ networks: ['bluesky'], bluesky: { appView: false }, clock });
  const url = sandbox.bluesky;
  return {
    url,
    ownUrl: url,
    sandbox,
    async consent(page, account) {
      const shown = await fetch(page);
      const hidden = [...(await shown.text()).matchAll(/name="(\w+)" value="([^"]*)"/g)];
      const form = new URLSearchParams();
      for (const [, name = '', value = ''] of hidden)
        if (name !== 'person') form.set(name, value.replaceAll('&amp;', '&'));
      form.set('person', account?.did ?? '');
      const action = new URL('/oauth/authorize', page);
      const answer = await fetch(action, { method: 'POST', body: form, redirect: 'manual' });
      return new URL(answer.headers.get('location') ?? '');
    },
    expiredToken: (jwt) => expired(jwt, readFileSync(join(sandbox.folder, 'secret'))),
    ...accountsOn(url),
    stop: sandbox.remove,
  };
}
