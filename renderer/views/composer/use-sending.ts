import { useState } from 'react';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import type { Result } from '../../../shared/ipc/route.ts';
import type { Post } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';
import { whenText } from '../calendar/time.ts';
import type { Autosave } from './autosave.ts';
import type { When } from './use-when.ts';

type Way = 'schedule' | 'queue' | 'publish';

interface SendingOptions {
  postId: string;
  post: Post | null;
  when: When;
  autosave: Autosave;
  /** Whether what is written right now passes the checks. */
  isReady: () => boolean;
  /** Asks where words belong to another client. */
  mayGo: () => boolean | Promise<boolean>;
  mayAct: boolean;
  /** The checks have something to say. */
  onTrouble: () => void;
  onClose: () => void;
}

/** The ways out of the composer. Each saves first: what is sent is what is on the desk. */
export function useSending(options: SendingOptions) {
  const { postId, post, when, autosave, isReady, mayGo, onTrouble, onClose } = options;
  const style = useTimeStyle();
  const now = useNow(30_000);
  const [busy, setBusy] = useState<Way | null>(null);
  const mayAct = options.mayAct && busy === null;
  const isScheduled = post?.status === 'scheduled';
  const wish = { id: postId, wallTime: when.wall, zone: style.zone };

  async function saved(): Promise<boolean> {
    if (!isReady()) {
      onTrouble();
      return false;
    }
    await autosave.flush();
    return !autosave.isDirty() && mayGo();
  }

  /** Saves, asks the core, and closes; what was refused is said, and everything stays as it is. */
  async function send(way: Way, go: () => Promise<Result<Post>>): Promise<Post | null> {
    if (!mayAct) return null;
    setBusy(way);
    try {
      if (!(await saved())) return null;
      const answer = await go();
      if (!answer.ok) {
        if (answer.error.code === 'not_ready') onTrouble();
        toast.failed(answer.error.message);
        return null;
      }
      autosave.rebase(answer.value.version);
      onClose();
      return answer.value;
    } finally {
      setBusy(null);
    }
  }

  async function takeBack(): Promise<void> {
    const answer = await (isScheduled && post.queued && post.scheduledAt !== null
      ? ask('posts.enqueue', { id: postId, before: post.scheduledAt })
      : isScheduled && post.wallTime !== null
        ? ask('posts.schedule', { ...wish, wallTime: post.wallTime, zone: post.zone ?? style.zone })
        : ask('posts.unschedule', { id: postId }));
    if (!answer.ok) toast.failed(answer.error.message);
  }

  /** @param words `Scheduled`, `In the queue` */
  const tellTime = (words: string, { scheduledAt }: Post) => {
    const at = scheduledAt ?? resolveWallTime(when.wall, style.zone).at;
    toast.undoable(`${words} for ${whenText(at, now, style)}`, () => void takeBack());
  };

  async function finish(): Promise<void> {
    await autosave.flush();
    if (autosave.isDirty() || (isScheduled && !(await mayGo()))) return;
    onClose();
  }

  return {
    busy,
    mayAct,
    saved,
    finish,
    async schedule(): Promise<void> {
      if (mayAct && isScheduled && !when.isChanged) return finish();
      const sent = await send('schedule', async () => postOf(await ask('posts.schedule', wish)));
      if (sent) tellTime('Scheduled', sent);
    },
    async enqueue(): Promise<void> {
      const id = { id: postId };
      const sent = await send('queue', async () => postOf(await ask('posts.enqueue', id)));
      if (sent) tellTime('In the queue', sent);
    },
    async publish(): Promise<void> {
      const sent = await send('publish', () => ask('posts.publishNow', { id: postId }));
      if (sent) toast.say('Publishing now.');
    },
  };
}

const postOf = (answer: Result<{ post: Post }>): Result<Post> =>
  answer.ok ? { ok: true, value: answer.value.post } : answer;
