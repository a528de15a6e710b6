import { v7 } from 'uuid';
import type { Post } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { useComposer } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';
import { whenText } from '../calendar/time.ts';
import { contentOf, draftOf } from '../composer/draft.ts';
import type { PostAction } from './post-actions.ts';
import { useReviewActions } from './use-review-actions.ts';

type PostRef = Pick<Post, 'id' | 'clientId' | 'status' | 'scheduledAt' | 'wallTime' | 'zone'>;

/** Does what an action says, tells how it went, and offers to take back what can be taken back. */
export function usePostActions() {
  const composer = useComposer();
  const style = useTimeStyle();
  const review = useReviewActions();

  async function reschedule(post: PostRef): Promise<void> {
    if (post.wallTime === null) return;
    const { wallTime, zone } = post;
    const answer = await ask('posts.schedule', {
      id: post.id,
      wallTime,
      zone: zone ?? style.zone,
    });
    if (!answer.ok) toast.failed(answer.error.message);
  }

  async function unschedule(post: PostRef): Promise<void> {
    const answer = await ask('posts.unschedule', { id: post.id });
    if (!answer.ok) return toast.failed(answer.error.message);
    const was =
      post.scheduledAt === null
        ? ''
        : ` It was planned for ${whenText(post.scheduledAt, now(), style)}.`;
    toast.undoable(`Back to draft.${was}`, () => void reschedule(post));
  }

  async function publishNow(post: PostRef): Promise<void> {
    const answer = await ask('posts.publishNow', { id: post.id });
    if (answer.ok) toast.say('Publishing now.');
    else toast.failed(answer.error.message);
  }

  async function remove(post: PostRef): Promise<boolean> {
    const answer = await ask('posts.remove', { id: post.id });
    if (!answer.ok) {
      toast.failed(answer.error.message);
      return false;
    }
    const restore = async () => {
      const restored = await ask('posts.restore', { id: post.id });
      if (!restored.ok) toast.failed(restored.error.message);
    };
    const stays = post.status === 'published' ? ' It stays on the network.' : '';
    toast.undoable(`Post removed.${stays}`, () => void restore());
    return true;
  }

  async function duplicate(post: PostRef): Promise<void> {
    const whole = await ask('posts.get', { id: post.id });
    if (!whole.ok) return toast.failed(whole.error.message);
    const copy = await ask('posts.create', {
      id: v7(),
      clientId: whole.value.clientId,
      ...contentOf(draftOf(whole.value)),
    });
    if (!copy.ok) return toast.failed(copy.error.message);
    composer.open(copy.value.id);
  }

  /** @returns false where the post is not there any more to stay with. */
  return async function act(action: PostAction, post: PostRef): Promise<boolean> {
    switch (action) {
      case 'edit':
      case 'reschedule':
        composer.open(post.id);
        return true;
      case 'publishNow':
        await publishNow(post);
        return true;
      case 'submit':
        await review.submit([post.id]);
        return true;
      case 'withdraw':
        await review.withdraw([post.id]);
        return true;
      case 'hold':
      case 'release':
        await review[action](post.id);
        return true;
      case 'unschedule':
        await unschedule(post);
        return true;
      case 'duplicate':
        await duplicate(post);
        return true;
      case 'remove':
        return !(await remove(post));
    }
  };
}
