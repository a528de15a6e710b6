import { v7 } from 'uuid';
import type { Account } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { isVideoFile, keepVideo } from '../composer/keep-video.ts';
import type { Incoming } from './incoming.ts';

const LARGEST = 100 * 1024 * 1024;

/** Only the account that a post would go to anyway: where there is one, there is nothing to choose. */
async function onlyAccount(clientId: string): Promise<{ accountId: string }[]> {
  const answer = await ask('accounts.list', { clientId });
  const accounts: Account[] = answer.ok ? answer.value : [];
  const [only] = accounts;
  return only && accounts.length === 1 && only.status !== 'disabled'
    ? [{ accountId: only.id }]
    : [];
}

interface MadeDraft {
  id: string;
  /** Files that could not be taken in, as sentences. */
  problems: string[];
}

/**
 * A draft of what came, planned for a time.
 * @returns the sentence to show where none could be made
 */
export async function draftFrom(
  { files, text }: Incoming,
  clientId: string,
  at: { wallTime: string; zone: string },
): Promise<MadeDraft | string> {
  const kept: string[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const media = await keep(file);
    if (media.id !== null) kept.push(media.id);
    else problems.push(media.problem);
  }
  if (files.length > 0 && kept.length === 0) return problems[0] ?? 'That could not be read.';
  const made = await ask('posts.create', {
    id: v7(),
    clientId,
    text,
    media: kept.map((mediaId) => ({ mediaId })),
    targets: await onlyAccount(clientId),
  });
  if (!made.ok) return made.error.message;
  const { id } = made.value;
  const planned = await ask('posts.plan', { id, at });
  if (planned.ok) return { id, problems };
  await ask('posts.remove', { id });
  return planned.error.message;
}

type Kept = { id: string } | { id: null; problem: string };

async function keep(file: File): Promise<Kept> {
  const name = file.name || 'Pasted image';
  if (isVideoFile(file)) {
    let id: string | null = null;
    const problem = await keepVideo(file, {
      signal: new AbortController().signal,
      onShare: () => undefined,
      onPicture: (url) => URL.revokeObjectURL(url),
      onKept: (media) => {
        id = media.id;
      },
    });
    return id ? { id } : { id: null, problem: problem ?? `“${name}” could not be read.` };
  }
  if (file.size > LARGEST)
    return { id: null, problem: `“${name}” is larger than 100 MB. Make it smaller first.` };
  const bytes = await file.arrayBuffer().catch(() => null);
  if (!bytes) return { id: null, problem: `“${name}” could not be read. Is it still there?` };
  const answer = await ask('media.import', {
    fileName: name.slice(-255),
    bytes: new Uint8Array(bytes),
  });
  return answer.ok ? { id: answer.value.id } : { id: null, problem: answer.error.message };
}
