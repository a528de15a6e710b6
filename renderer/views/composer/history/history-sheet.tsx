import { useState } from 'react';
import type { Account, PostVersion } from '../../../../shared/ipc/views.ts';
import { useNow } from '../../../app/clock.ts';
import { useTimeStyle } from '../../../app/preferences.ts';
import { QueryProblem } from '../../../app/query-problem.tsx';
import { useRoute } from '../../../ipc/queries.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Roving } from '../../../ui/roving.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { whenLabel } from '../../calendar/time.ts';
import { useAllLabels } from '../../labels/use-labels.ts';
import { WordDiff } from '../word-diff.tsx';
import { allOf, changesBetween } from './version-changes.ts';

type Against = 'before' | 'now';

export interface HistoryProps {
  postId: string;
  accounts: readonly Account[];
  /** Brings a version back and says why where that is not possible; null where the post can't be changed any more. */
  onRestore: ((version: number) => Promise<string | null>) | null;
  onClose: () => void;
}

/** What a post said, save by save: the list on the left, what changed on the right. */
export function HistorySheet({ postId, accounts, onRestore, onClose }: HistoryProps) {
  const style = useTimeStyle();
  const now = useNow(30_000);
  const versions = useRoute('posts.versions', { id: postId });
  const [chosen, setChosen] = useState<number | null>(null);
  const [against, setAgainst] = useState<Against>('before');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [broughtBack, setBroughtBack] = useState<{ from: number } | null>(null);
  const list = versions.data ?? [];
  const at = Math.max(
    0,
    list.findIndex(({ version }) => version === chosen),
  );
  const shown = list[at];
  const other = against === 'before' ? list[at + 1] : list[0];

  async function restore(version: number) {
    if (!onRestore || !list[0]) return;
    const from = list[0].version;
    setBusy(true);
    const refused = await onRestore(version);
    setBusy(false);
    setProblem(refused);
    if (refused !== null) return;
    setChosen(null);
    setBroughtBack(broughtBack === null ? { from } : null);
  }

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="History"
      description="What this post said before, and what changed. Any of it can be brought back."
      width="wide"
      bare
      {...(onRestore &&
        shown && {
          footer: (
            <>
              {shown.isCurrent ? (
                <span className="text-muted">This is what the post says now.</span>
              ) : (
                <span className="text-muted">
                  What the post says now stays in the history as well.
                </span>
              )}
              <span className="flex-1" />
              <Button
                tone="primary"
                busy={busy}
                disabled={shown.isCurrent}
                onClick={() => void restore(shown.version)}
              >
                Bring this back
              </Button>
            </>
          ),
        })}
    >
      {versions.isError ? (
        <QueryProblem error={versions.error} onRetry={() => void versions.refetch()} />
      ) : versions.isPending ? (
        <HistorySkeleton />
      ) : list.length === 0 ? (
        <p className="px-6 py-16 text-center text-muted">
          Nothing yet. Each time this post is changed, what it said stays here.
        </p>
      ) : (
        <div className="flex h-full min-h-0">
          <Roving
            label="Versions"
            className="w-64 shrink-0 overflow-y-auto border-r border-hairline p-2"
          >
            {list.map((version) => (
              <li key={version.version}>
                <button
                  type="button"
                  data-roving
                  aria-current={version === shown || undefined}
                  onClick={() => setChosen(version.version)}
                  className={cx(
                    'flex w-full flex-col gap-0.5 rounded-control px-3 py-2 text-left focus-visible:-outline-offset-2',
                    version === shown ? 'bg-highlight' : 'hover:bg-hover',
                  )}
                >
                  <span className="font-medium tabular-nums">
                    {whenLabel(version.savedAt, now, style)}
                    {version.isCurrent && <span className="text-muted"> · now</span>}
                  </span>
                  <span className="line-clamp-2 text-small text-muted [overflow-wrap:anywhere]">
                    {version.excerpt || 'No text'}
                  </span>
                </button>
              </li>
            ))}
          </Roving>
          <div className="min-w-0 flex-1 overflow-y-auto p-6">
            {problem && (
              <Notice tone="failed" live className="mb-4">
                {problem}
              </Notice>
            )}
            {broughtBack && (
              <Notice
                live
                className="mb-4"
                action={
                  <Button size="compact" busy={busy} onClick={() => void restore(broughtBack.from)}>
                    Undo
                  </Button>
                }
              >
                The post says that again.
              </Notice>
            )}
            <div className="mb-4">
              <Segmented<Against>
                label="Compared with"
                value={against}
                onChange={setAgainst}
                choices={[
                  { value: 'before', label: 'What changed then' },
                  { value: 'now', label: 'Against now' },
                ]}
              />
            </div>
            {shown && (
              <Changes
                postId={postId}
                accounts={accounts}
                shown={shown}
                other={against === 'now' && shown.isCurrent ? undefined : other}
                against={against}
              />
            )}
          </div>
        </div>
      )}
    </Sheet>
  );
}

interface ChangesProps {
  postId: string;
  accounts: readonly Account[];
  shown: PostVersion;
  other: PostVersion | undefined;
  against: Against;
}

/** From the one before to this one; or from this one to what is there now. */
function Changes({ postId, accounts, shown, other, against }: ChangesProps) {
  const labels = useAllLabels();
  const said = useRoute('posts.version', { id: postId, version: shown.version });
  const compared = useRoute(
    'posts.version',
    { id: postId, version: other?.version ?? shown.version },
    { enabled: other !== undefined },
  );
  if (said.isError) return <QueryProblem error={said.error} onRetry={() => void said.refetch()} />;
  if (!said.data || (other && !compared.data)) return <Skeleton className="h-40" />;
  const names = { accounts, labels };
  const changes =
    other && compared.data
      ? against === 'before'
        ? changesBetween(compared.data, said.data, names)
        : changesBetween(said.data, compared.data, names)
      : allOf(said.data, names);
  if (changes.length === 0) return <p className="text-muted">Nothing differs.</p>;
  return (
    <dl className="flex flex-col gap-5">
      {changes.map(({ name, before, after }) => (
        <div key={name}>
          <dt className="mb-1 text-small text-muted">{name}</dt>
          <dd>
            <WordDiff before={before} after={after} className="leading-[1.55]" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const HistorySkeleton = () => (
  <div className="flex h-full">
    <div className="flex w-64 shrink-0 flex-col gap-2 border-r border-hairline p-4">
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
    </div>
    <div className="flex-1 p-6">
      <Skeleton className="h-40" />
    </div>
  </div>
);
