import { ArrowLeft, FlaskConical, Pencil, Sparkles } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { messageFor } from '../../../shared/domain/message.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { isWithoutComment } from '../../../shared/domain/post-status.ts';
import { withServerLimits } from '../../../shared/domain/server-limits.ts';
import type { Delivery, Post } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useCommands } from '../../app/commands.ts';
import { PostFallback } from '../../app/fallbacks.tsx';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { isFailure } from '../../ipc/client.ts';
import { useAccounts, useDeliveries, usePost } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { SearchDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { useIsNarrow } from '../../ui/use-media.ts';
import { useClientLooks } from '../calendar/client-looks.ts';
import { dayAt, dayText, fullWhenText, nearText, whenText, zoneText } from '../calendar/time.ts';
import { Preview } from '../composer/preview.tsx';
import { LabelChips } from '../labels/label-chip.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { PracticeBadge } from '../post-status/practice-badge.tsx';
import { practiceNote } from '../post-status/practice-note.ts';
import { STATUS_LOOK } from '../post-status/status.ts';
import { StatusBadge } from '../post-status/status-badge.tsx';
import { PartOf } from '../recurrence/part-of.tsx';
import { ApprovalNotice } from './approval-notice.tsx';
import { DeliveryCard } from './delivery-card.tsx';
import { EngagementSection } from './engagement/engagement-section.tsx';
import { headline, inOrder } from './headline.ts';
import { HoldLine } from './hold-line.tsx';
import { askForReason } from './hold-reason.ts';
import { NotesSection } from './notes-section.tsx';
import { ACTION_LABEL, actionsFor, type PostAction } from './post-actions.ts';
import { PostHistory } from './post-history.tsx';
import { ACTION_ICON, PostMenu } from './post-menu.tsx';
import { usePostActions } from './use-post-actions.ts';

/** One post: how it looks, where it stands with each account, and everything that happened to it. */
export function PostView() {
  const { postId = '' } = useParams();
  const post = usePost(postId);
  const deliveries = useDeliveries(postId);
  const go = useGo();

  if (post.isError) {
    if (!isFailure(post.error, 'not_found') && !isFailure(post.error, 'invalid_input'))
      return (
        <View title="Post">
          <QueryProblem error={post.error} onRetry={() => void post.refetch()} />
        </View>
      );
    return (
      <View title="Post">
        <EmptyState
          drawing={<SearchDrawing />}
          title="This post is not here"
          action={<Button onClick={() => go('/posts')}>Show all posts</Button>}
        >
          It was removed, or the link to it is an old one.
        </EmptyState>
      </View>
    );
  }
  if (!post.data) return <PostFallback />;
  return <PostPage key={postId} post={post.data} deliveries={deliveries.data ?? NONE} />;
}

const NONE: readonly Delivery[] = [];

/** With a button of their own. */
const BUTTONS: ReadonlySet<PostAction> = new Set([
  'publishNow',
  'submit',
  'withdraw',
  'hold',
  'release',
  'unschedule',
]);

function PostPage({ post, deliveries }: { post: Post; deliveries: readonly Delivery[] }) {
  const style = useTimeStyle();
  const now = useNow(15_000);
  const go = useGo();
  const act = usePostActions();
  const client = useClientLooks()(post.clientId);
  const { data: accounts } = useAccounts(post.clientId);
  const [shown, setShown] = useState<string | null>(null);
  const [busy, setBusy] = useState<PostAction | null>(null);
  const isNarrow = useIsNarrow();
  const isHeld = post.heldAt !== null;
  const actions = actionsFor(post.status, isHeld);

  const perform = async (action: PostAction) => {
    setBusy(action);
    const stays = await act(action, post);
    setBusy(null);
    if (!stays) go('/posts');
  };

  const navigate = useNavigate();
  const hasHistory = useLocation().key !== 'default';
  const back = () => (hasHistory ? void navigate(-1) : go('/posts'));
  useCommands([
    { id: 'post.back', label: 'Go back', group: 'This view', keys: ['escape'], run: back },
    ...(actions.includes('edit')
      ? [
          {
            id: 'post.edit',
            label: 'Edit this post',
            group: 'This view' as const,
            keys: ['e'],
            icon: Pencil,
            run: () => void perform('edit'),
          },
        ]
      : []),
    ...(isHeld
      ? [
          {
            id: 'post.reason',
            label: 'Say why it is on hold',
            group: 'This view' as const,
            keywords: ['hold', 'reason'],
            run: () => askForReason(post.id),
          },
        ]
      : []),
  ]);

  const target =
    post.targets.find(({ accountId }) => accountId === shown) ?? post.targets[0] ?? null;
  const account = accounts?.find(({ id }) => id === target?.accountId);
  const capabilities = target && withServerLimits(NETWORKS[target.network], target.serverLimits);
  const practised = practiceNote(post.targets);
  const publishedAt = deliveries.find((delivery) => delivery.publishedAt !== null)?.publishedAt;
  const at = publishedAt ?? post.scheduledAt;
  // Of what is not scheduled, a time is meant and nothing more.
  const isPlan = ['draft', 'in_review', 'approved'].includes(post.status);
  // Where there is one column only, what the person has to do or waits for comes before how the post looks.
  const isAwaited =
    STATUS_LOOK[post.status].tone === 'bad' ||
    post.status === 'needs_check' ||
    post.status === 'publishing' ||
    deliveries.some(isWithoutComment);
  const [logFirst, setLogFirst] = useState(isAwaited);
  // It stays there: what was just watched must not go out of sight when it is done, or called off.
  if (isAwaited && !logFirst) setLogFirst(true);
  // Zoomed in on, the rest is in the menu.
  const buttons = isNarrow ? [] : actions.filter((action) => BUTTONS.has(action));

  return (
    <View
      title="Post"
      lead={
        <IconButton label="Back" keys={['escape']} onClick={back}>
          <ArrowLeft size={16} />
        </IconButton>
      }
      tools={
        <>
          {buttons.map((action) => (
            <Button
              key={action}
              size="compact"
              tone="ghost"
              icon={ACTION_ICON[action]}
              busy={busy === action}
              onClick={() => void perform(action)}
            >
              {ACTION_LABEL[action]}
            </Button>
          ))}
          {actions.includes('edit') && (
            <Button
              size="compact"
              tone="primary"
              icon={<Pencil size={14} />}
              onClick={() => void perform('edit')}
            >
              Edit
            </Button>
          )}
          <PostMenu
            status={post.status}
            held={isHeld}
            without={['edit', 'reschedule', ...buttons]}
            onAction={(action) => void perform(action)}
          />
        </>
      }
    >
      <Page width="full" className="mx-auto max-w-264">
        <header className="mb-6">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusBadge status={post.status} held={isHeld} />
            <span className="flex items-center gap-1.5 text-muted">
              <Dot colour={client.colour} className="size-2" />
              {client.name}
            </span>
            <LabelChips labelIds={post.labelIds} />
            {post.byAi && (
              <span className="flex items-center gap-1.5 text-small text-muted">
                <Sparkles size={14} aria-hidden />
                Written with AI
              </span>
            )}
            {practised !== null && (
              <span className="flex items-center gap-1.5 text-small text-accent-text">
                <FlaskConical size={14} aria-hidden />
                {practised}
              </span>
            )}
          </div>
          <h2 className="mt-2 text-page font-semibold">
            {headline(post, deliveries, (time) => whenText(time, now, style))}
          </h2>
          {at !== null && at !== undefined && (
            <p className="mt-1 text-muted">
              {isPlan && 'Planned for '}
              {fullWhenText(at, style)}, {zoneText(style.zone, at, style.locale)}
              {nearText(at, now) && `, ${nearText(at, now)}`}
            </p>
          )}
          {isHeld && <HoldLine post={post} />}
          <ApprovalNotice
            post={post}
            onHold={() => void perform('hold')}
            className="mt-3 max-w-176"
          />
          {post.recurrenceId !== null && (
            <PartOf
              recurrenceId={post.recurrenceId}
              note={
                actions.includes('edit')
                  ? 'This is a post of its own: a change here stays here.'
                  : ''
              }
              className="mt-1.5"
            />
          )}
        </header>
        <div className="grid items-start gap-8 wide:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
          <section aria-label="How it looks" className="max-w-140">
            {post.targets.length > 1 && (
              <fieldset className="mb-3 flex flex-wrap gap-1.5" aria-label="Preview of">
                {post.targets.map((one) => (
                  <button
                    key={one.id}
                    type="button"
                    aria-pressed={one.id === target?.id}
                    onClick={() => setShown(one.accountId)}
                    className="inline-flex h-7 items-center gap-1.5 rounded-full border border-edge px-2.5 text-muted hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-ink"
                  >
                    <NetworkGlyph network={one.network} size={12} />@{one.handle}
                    {one.practice && <PracticeBadge small />}
                  </button>
                ))}
              </fieldset>
            )}
            <Preview
              network={target?.network}
              displayName={account?.displayName || client.name}
              handle={target?.handle ?? 'no account chosen'}
              {...(capabilities
                ? {
                    ...messageFor(capabilities, { ...post, text: target.text ?? post.text }),
                    limit: capabilities.text,
                  }
                : { text: post.text })}
              media={post.media}
              colour={client.colour}
              time={
                at ? dayText(dayAt(at, style.zone), dayAt(now, style.zone), style.locale) : 'draft'
              }
            />
          </section>
          <div className={cx('min-w-0', logFirst && 'order-first wide:order-none')}>
            {deliveries.length > 0 && (
              <section className="mb-4" aria-labelledby="deliveries">
                <h2 id="deliveries" className="mb-3 text-section font-semibold">
                  Where it stands, and what happened
                </h2>
                <ul className="rounded-card border border-hairline bg-panel">
                  {inOrder(deliveries).map((delivery) => (
                    <DeliveryCard
                      key={delivery.id}
                      delivery={delivery}
                      all={deliveries}
                      postStatus={post.status}
                      account={accounts?.find(({ id }) => id === delivery.accountId) ?? null}
                    />
                  ))}
                </ul>
              </section>
            )}
            <EngagementSection deliveries={deliveries} />
            <NotesSection post={post} />
            <PostHistory post={post} accounts={accounts ?? []} />
          </div>
        </div>
      </Page>
    </View>
  );
}
