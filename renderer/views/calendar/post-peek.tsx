import { ArrowUpRight, Pencil } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useMemo, useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { isEditable, isPlanned } from '../../../shared/domain/post-status.ts';
import type { Delivery, PostCard } from '../../../shared/ipc/views.ts';
import { onDemand } from '../../app/on-demand.tsx';
import { useTimeStyle } from '../../app/preferences.ts';
import { useDeliveries, usePost } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { floatClasses } from '../../ui/floating.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Notice } from '../../ui/notice.tsx';
import { isEditedSince, sinceApproval } from '../post/approval-words.ts';
import { PostMenu } from '../post/post-menu.tsx';
import { usePostActions } from '../post/use-post-actions.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { PracticeBadge } from '../post-status/practice-badge.tsx';
import { StatusBadge } from '../post-status/status-badge.tsx';
import type { ClientLook } from './client-looks.ts';
import { Thumbnail } from './thumbnail.tsx';
import { fullWhenText } from './time.ts';

// Rules and their words are no part of the first screen.
const PartOf = onDemand(async () => (await import('../recurrence/part-of.tsx')).PartOf);

interface PostPeekProps {
  card: PostCard;
  /** The chip it belongs to. */
  anchor: HTMLElement;
  client: ClientLook;
  onClose: () => void;
  onOpen: () => void;
  onEdit: () => void;
}

/** A look at a post without leaving the calendar. */
export function PostPeek({ card, anchor, client, onClose, onOpen, onEdit }: PostPeekProps) {
  const style = useTimeStyle();
  const act = usePostActions();
  const { data: post } = usePost(card.id);
  const { data: deliveries } = useDeliveries(card.id);
  // The chip may be drawn anew meanwhile; the look stays where it was opened.
  const [place] = useState(() => anchor.getBoundingClientRect());
  const anchorRef = useMemo(() => ({ current: { getBoundingClientRect: () => place } }), [place]);
  // It may be moved or go out while it is looked at.
  const { status, scheduledAt } = post ?? card;
  const isHeld = post ? post.heldAt !== null : card.held;
  const mayEdit = isEditable(status);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key !== 'e' || !mayEdit) return;
      event.preventDefault();
      onEdit();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [mayEdit, onEdit]);

  const heldBy = networksHolding(deliveries);
  const trouble = status === 'published' ? undefined : deliveries?.find(hasTrouble);
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchorRef} />
      <Popover.Portal>
        <Popover.Content
          side="right"
          align="start"
          sideOffset={8}
          collisionPadding={12}
          aria-label="Post"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.target instanceof HTMLElement) event.target.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.focus();
          }}
          className={cx(floatClasses, 'w-80 outline-none')}
        >
          <div style={{ backgroundColor: client.colour }} className="h-[3px]" aria-hidden />
          <div className="p-4 pb-3">
            <div className="mb-2 flex items-center gap-2">
              <StatusBadge status={status} held={isHeld} />
              <span className="flex-1" />
              <PostMenu
                status={status}
                held={isHeld}
                without={['edit']}
                onAction={(action) => {
                  onClose();
                  void act(action, post ?? card);
                }}
              />
            </div>
            {scheduledAt !== null && (
              <p className="font-medium">
                {fullWhenText(scheduledAt, style)}
                {isPlanned(status) && (
                  <span className="font-normal text-muted"> · planned, not scheduled</span>
                )}
              </p>
            )}
            <p className="mt-0.5 flex items-center gap-1.5 text-small text-muted">
              <Dot colour={client.colour} className="size-2" />
              {client.name}
              {post?.targets.map((target) => (
                <span key={target.id} className="flex min-w-0 items-center gap-1">
                  <span aria-hidden>·</span>
                  <NetworkGlyph network={target.network} size={12} said />
                  <span className="truncate">@{target.handle}</span>
                  {target.practice && <PracticeBadge small />}
                </span>
              ))}
            </p>
            {post?.recurrenceId && <PartOf recurrenceId={post.recurrenceId} className="mt-1.5" />}
            <p className="mt-3 line-clamp-6 whitespace-pre-line [overflow-wrap:anywhere]">
              {post?.text || card.excerpt || <span className="text-muted italic">No text yet</span>}
            </p>
            {post && post.media.length > 0 && (
              <div className="mt-3 flex gap-1.5">
                {post.media.map(({ media }) => (
                  <Thumbnail
                    key={media.id}
                    mediaId={media.id}
                    className="h-14 min-w-0 flex-1 rounded-control"
                  />
                ))}
              </div>
            )}
            {post && isEditedSince(post) && (
              <Notice tone="attention" className="mt-3 text-small">
                {sinceApproval(post)}
              </Notice>
            )}
            {heldBy.length > 0 && (
              <p className="mt-3 text-small text-muted">
                Handed over to {heldBy.join(' and ')}, planned there.
              </p>
            )}
            {trouble && (
              <Notice
                tone={trouble.state === 'failed' ? 'failed' : 'attention'}
                className="mt-3 text-small"
              >
                {trouble.errorMessage}
              </Notice>
            )}
          </div>
          <div className="flex items-center gap-2 border-t border-hairline p-2">
            {mayEdit && (
              <Button size="compact" tone="ghost" icon={<Pencil size={14} />} onClick={onEdit}>
                Edit
                <Kbd keys={['e']} />
              </Button>
            )}
            <span className="flex-1" />
            <Button size="compact" icon={<ArrowUpRight size={14} />} onClick={onOpen}>
              Open post
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The networks that publish it by themselves. */
const networksHolding = (deliveries: readonly Delivery[] = []): string[] => [
  ...new Set(
    deliveries
      .filter(({ state }) => state === 'handed_over')
      .map(({ network }) => NETWORKS[network].name),
  ),
];

const hasTrouble = (delivery: Delivery): boolean =>
  delivery.errorMessage !== null && delivery.state !== 'published';
