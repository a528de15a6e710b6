import type { Post } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { whenText } from '../calendar/time.ts';
import { askForReason, holdNote } from './hold-reason.ts';

/** Why a post is on hold, who said so and when; or a way to say it. */
export function HoldLine({ post }: { post: Post }) {
  const notes = useRoute('postNotes.list', { postId: post.id });
  const style = useTimeStyle();
  const now = useNow();
  if (post.heldAt === null || !notes.data) return null;
  const note = holdNote(notes.data, post.heldAt);
  const isSaid = note !== null && note.text !== '';
  return (
    <div className="mt-1.5 flex max-w-176 flex-wrap items-center gap-x-2 gap-y-1">
      {isSaid && (
        <p className="min-w-0 [overflow-wrap:anywhere]">
          <bdi>{note.text}</bdi>
          <span className="text-muted">
            {' '}
            · {note.author ? <bdi>{note.author}</bdi> : 'you'}, {whenText(note.at, now, style)}
          </span>
        </p>
      )}
      <Button
        size="compact"
        {...(isSaid && { tone: 'ghost' as const })}
        aria-label={isSaid ? 'Change the reason of the hold' : 'Add a reason for the hold'}
        onClick={() => askForReason(post.id)}
      >
        {isSaid ? 'Change' : 'Add a reason'}
      </Button>
    </div>
  );
}
