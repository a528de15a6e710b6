import { Lock, Package } from 'lucide-react';
import type { ApprovalPack } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Dot } from '../../ui/avatar.tsx';
import { cx } from '../../ui/class-names.ts';
import { useClientLooks } from '../calendar/client-looks.ts';
import { whenText } from '../calendar/time.ts';
import { answerByText, progressText } from './words.ts';

interface PackListProps {
  packs: readonly ApprovalPack[];
  onOpen: (id: string) => void;
}

/** Packs, the newest first, each with how far its answers have come. */
export function PackList({ packs, onOpen }: PackListProps) {
  const style = useTimeStyle();
  const now = useNow();
  const clientOf = useClientLooks();
  if (packs.length === 0)
    return (
      <p className="text-muted">
        No pack yet. Choose posts in review, and ClientNest makes one file of them to send.
      </p>
    );
  return (
    <ul aria-label="Packs" className="rounded-card border border-hairline bg-panel">
      {packs.map((pack) => {
        const client = clientOf(pack.clientId);
        const due = answerByText(pack, now, style);
        const Icon = pack.closedAt === null ? Package : Lock;
        return (
          <li key={pack.id} className="border-b border-hairline last:border-b-0">
            <button
              type="button"
              onClick={() => onOpen(pack.id)}
              className="flex w-full items-center gap-3 px-4 py-2.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
            >
              <Icon size={16} className="shrink-0 text-muted" aria-hidden />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium" dir="auto">
                  {pack.title}
                </span>
                <span className="flex items-center gap-1.5 text-small text-muted">
                  <Dot colour={client.colour} className="size-2" />
                  <span className="truncate">{client.name}</span>
                  <span className="shrink-0">· made {whenText(pack.createdAt, now, style)}</span>
                </span>
              </span>
              <span className="w-56 shrink-0">
                <AnswerBar pack={pack} />
                <span className="mt-1 block truncate text-small text-muted">
                  {progressText(pack)}
                </span>
              </span>
              <span
                className={cx(
                  'hidden w-32 shrink-0 text-right text-small wide:block',
                  due?.isLate ? 'text-attention' : 'text-muted',
                )}
              >
                {due?.text}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Approved, change, comment: each its share of the posts. The words are beside it. */
export function AnswerBar({ pack }: { pack: ApprovalPack }) {
  const { posts, answered, approved, changes } = pack;
  const comments = answered - approved - changes;
  const parts = [
    { key: 'approved', count: approved, className: 'bg-published' },
    { key: 'changes', count: changes, className: 'bg-attention' },
    { key: 'comments', count: comments, className: 'bg-faint' },
  ];
  return (
    <span aria-hidden className="flex h-1.5 overflow-hidden rounded-full bg-pressed">
      {parts.map(({ key, count, className }) => (
        <span
          key={key}
          className={className}
          style={{ width: `${(100 * count) / Math.max(1, posts)}%` }}
        />
      ))}
    </span>
  );
}
