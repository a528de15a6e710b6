import { History } from 'lucide-react';
import { useState } from 'react';
import { isEditable } from '../../../shared/domain/post-status.ts';
import type { Account, Post } from '../../../shared/ipc/views.ts';
import { onDemand } from '../../app/on-demand.tsx';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { useEvent } from '../../ui/use-event.ts';
import { fullWhenText } from '../calendar/time.ts';

const HistorySheet = onDemand(
  async () => (await import('../composer/history/history-sheet.tsx')).HistorySheet,
);

/** When it was begun, and what it said since. */
export function PostHistory({ post, accounts }: { post: Post; accounts: readonly Account[] }) {
  const style = useTimeStyle();
  const [isOpen, setOpen] = useState(false);
  const restore = useEvent(async (version: number): Promise<string | null> => {
    const { id, version: expectedVersion } = post;
    const answer = await ask('posts.restoreVersion', { id, version, expectedVersion });
    return answer.ok ? null : answer.error.message;
  });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p className="text-small text-muted">
        You started this post on {fullWhenText(post.createdAt, style)}.
      </p>
      <Button
        size="compact"
        tone="ghost"
        icon={<History size={14} className="text-muted" />}
        onClick={() => setOpen(true)}
      >
        History
      </Button>
      {isOpen && (
        <HistorySheet
          postId={post.id}
          accounts={accounts}
          onRestore={isEditable(post.status) ? restore : null}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
