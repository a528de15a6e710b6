import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { isEditable } from '../../../shared/domain/post-status.ts';
import type { Finding } from '../../../shared/domain/preflight.ts';
import type { Account, Client, Post } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { dayAt, dayText } from '../calendar/time.ts';
import { STATUS_LOOK } from '../post-status/status.ts';
import { PartOf } from '../recurrence/part-of.tsx';
import { networksOf, useOnlyAccount } from './account-choice.ts';
import { AccountPicker } from './account-picker.tsx';
import { ClientChoice } from './client-choice.tsx';
import { useCloseGuard } from './close-guard.tsx';
import { ComposerBar } from './composer-bar.tsx';
import { ComposerFoot } from './composer-foot.tsx';
import { type Draft, followsMain, hasTarget, textFor, toggleTarget, writeText } from './draft.ts';
import { roomsOf } from './draft-messages.ts';
import { DropZone } from './drop-zone.tsx';
import { AddFirstComment, FirstComment } from './first-comment.tsx';
import { focusMedia } from './media-place.ts';
import { MediaTray } from './media-tray.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { SaveNote } from './save-note.tsx';
import { StaleDialog } from './stale-dialog.tsx';
import { TextEditor } from './text-editor.tsx';
import { ThreadControl } from './thread-control.tsx';
import { threadMarks } from './thread-marks.ts';
import { useChecks } from './use-checks.ts';
import { useDraft } from './use-draft.ts';
import { useMediaImport } from './use-media-import.ts';
import { useMergeChoice } from './use-merge-choice.ts';
import { useWhen } from './use-when.ts';
import { VersionNote, VersionTabs } from './version-tabs.tsx';

interface ComposerProps {
  postId: string;
  clientId: string;
  clients: readonly Client[];
  /** Of this client. */
  accounts: readonly Account[];
  /** Null until a new post is saved for the first time. */
  post: Post | null;
  startWith: Draft | null;
  startAt: string | null;
  onClient: (clientId: string, draft: Draft) => void;
  onCreated: () => void;
  onClose: () => void;
}

/** Text on the left, the live preview on the right, and one line at the foot: when, checks, and the one thing to do. */
export function Composer({
  postId,
  clientId,
  clients,
  accounts,
  post,
  startWith,
  startAt,
  onClient,
  onCreated,
  onClose,
}: ComposerProps) {
  const go = useGo();
  const style = useTimeStyle();
  const now = useNow(30_000);
  const { draft, change, write, save, autosave, discard, takeTheirs } = useDraft({
    postId,
    clientId,
    post,
    startWith,
    onFirstSave: onCreated,
  });
  const { imports, take } = useMediaImport(change);
  const when = useWhen(post, startAt);
  const guard = useCloseGuard({ autosave, save, onClose });
  const merge = useMergeChoice({ draft, clientId, autosave, takeTheirs });
  const [tab, setTab] = useState<string | null>(null);
  const [showsPreview, setShowsPreview] = useState(false);
  const [asksForComment, setAsksForComment] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    // After the sheet has put the focus on its first control.
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  useOnlyAccount(post === null && startWith === null, accounts, change);

  const open = tab !== null && hasTarget(draft, tab) ? tab : null;
  const target = draft.targets.find(({ accountId }) => accountId === open);
  const isOwn = target?.text != null;
  const text = open === null ? draft.text : textFor(draft, open);
  const isLocked = post !== null && !isEditable(post.status);
  const client = clients.find(({ id }) => id === clientId);
  const networks = useMemo(() => networksOf(draft, accounts, open), [draft, accounts, open]);
  const { messages, checks } = useChecks(draft, accounts);
  const shown = messages.filter(({ accountId }) =>
    open === null ? followsMain(draft, accountId) : accountId === open,
  );
  const rooms = roomsOf(shown, networks);
  const hasComment = asksForComment || draft.firstComment !== '';
  const hasVersions = draft.targets.length > 1 || draft.targets.some((one) => one.text !== null);

  const toFinding = (finding: Finding) => {
    const { code, accountId, postId: other } = finding;
    if (other) return go(`/posts/${other}`);
    if (code === 'reconnect_needed' || code === 'account_disabled') return go('/accounts');
    if (code === 'relay_missing') return go('/settings?section=relay');
    if (focusMedia(finding, draft.media)) return;
    const own = draft.targets.find((one) => one.accountId === accountId)?.text != null;
    // What is hidden takes no focus, so it has to be shown first.
    flushSync(() => {
      setTab(own ? accountId : null);
      setShowsPreview(false);
    });
    input.current?.focus();
  };

  return (
    <Sheet
      open
      onOpenChange={(isOpen) => !isOpen && guard.close()}
      title={post ? 'Edit post' : 'New post'}
      description="Write the post, choose where and when it goes out. Everything is saved as you write."
      width="wide"
      bare
      actions={
        <>
          <SaveNote state={save} onRetry={() => void autosave.flush()} />
          <Button
            size="compact"
            tone="ghost"
            className="wide:hidden"
            aria-pressed={showsPreview}
            icon={showsPreview ? <EyeOff size={16} /> : <Eye size={16} />}
            onClick={() => setShowsPreview(!showsPreview)}
          >
            {showsPreview ? 'Write' : 'Preview'}
          </Button>
        </>
      }
      footer={
        <ComposerFoot
          postId={postId}
          clientId={clientId}
          post={post}
          draft={draft}
          when={when}
          checks={checks}
          messages={messages}
          autosave={autosave}
          isLocked={isLocked}
          isImporting={imports.length > 0}
          onFinding={toFinding}
          onClose={onClose}
        />
      }
    >
      <div className="relative flex h-full">
        <div
          aria-hidden
          className="absolute inset-y-0 left-0 z-10 w-[3px]"
          style={{ backgroundColor: client?.colour ?? 'transparent' }}
        />
        <DropZone
          disabled={isLocked}
          onFiles={(files) => void take(files)}
          className={cx('min-w-0 flex-1 flex-col', showsPreview ? 'hidden wide:flex' : 'flex')}
        >
          <div className="flex shrink-0 items-start gap-3 px-6 pt-4 pb-3">
            <div className="w-40 shrink-0">
              <ClientChoice
                clients={clients}
                clientId={clientId}
                disabled={post !== null}
                onChange={(next) => {
                  discard();
                  onClient(next, { ...draft, targets: [] });
                }}
              />
            </div>
            <div className="flex min-h-8 min-w-0 flex-1 items-center">
              <AccountPicker
                accounts={accounts}
                draft={draft}
                disabled={isLocked}
                onToggle={(id) => change((current) => toggleTarget(current, id))}
              />
            </div>
          </div>
          {hasVersions && (
            <div className="shrink-0 border-b border-hairline">
              <VersionTabs draft={draft} accounts={accounts} tab={open} onTab={setTab} />
            </div>
          )}
          <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
            {isLocked && post && (
              <Notice
                className="mx-6 mt-3"
                action={
                  <Button size="compact" onClick={() => go(`/posts/${postId}`)}>
                    Open post
                  </Button>
                }
              >
                This post is {STATUS_LOOK[post.status].word.toLowerCase()} and can’t be changed.
              </Notice>
            )}
            {post && post.recurrenceId !== null && (
              <PartOf
                recurrenceId={post.recurrenceId}
                note="This is a post of its own: a change here stays here."
                className="mx-6 mt-3"
              />
            )}
            {open !== null && (
              <VersionNote
                handle={accounts.find(({ id }) => id === open)?.handle ?? ''}
                isOwn={isOwn}
                onWriteOwn={() => {
                  change((current) => writeText(current, open, current.text));
                  input.current?.focus();
                }}
                onFollow={() => change((current) => writeText(current, open, null))}
              />
            )}
            <TextEditor
              inputRef={input}
              value={text}
              onChange={(next) => write((current) => writeText(current, open, next))}
              limits={rooms.filter(({ parts }) => parts === 1).map(({ limit }) => limit)}
              marks={threadMarks(shown)}
              label={open === null ? 'Text' : 'Text of this account'}
              placeholder={`What does ${client?.name ?? 'your client'} have to say?`}
              readOnly={isLocked || (open !== null && !isOwn)}
              onPasteFiles={(files) => void take(files)}
            />
            <ThreadControl
              messages={shown}
              threading={draft.threading}
              disabled={isLocked}
              onChange={(threading) => change((current) => ({ ...current, threading }))}
            />
            {hasComment && (
              <FirstComment
                value={draft.firstComment}
                messages={messages}
                disabled={isLocked}
                takesFocus={asksForComment}
                onChange={(firstComment) => change((current) => ({ ...current, firstComment }))}
                onRemove={() => {
                  setAsksForComment(false);
                  change((current) => ({ ...current, firstComment: '' }));
                  input.current?.focus();
                }}
              />
            )}
            <MediaTray
              draft={draft}
              change={change}
              imports={imports}
              networks={networks}
              disabled={isLocked}
            />
          </div>
          <ComposerBar
            media={draft.media}
            coming={imports.length}
            networks={networks}
            text={text}
            rooms={rooms}
            disabled={isLocked}
            onFiles={(files) => void take(files)}
          >
            {!hasComment && (
              <AddFirstComment
                messages={messages}
                disabled={isLocked}
                onAdd={() => setAsksForComment(true)}
              />
            )}
          </ComposerBar>
        </DropZone>
        <PreviewPane
          draft={draft}
          messages={messages}
          accounts={accounts}
          client={client}
          open={open}
          time={dayText(when.wall.slice(0, 10), dayAt(now, style.zone), style.locale)}
          isShown={showsPreview}
        />
      </div>
      {save.kind === 'stale' && <StaleDialog postId={postId} mine={draft} onDecide={merge} />}
    </Sheet>
  );
}
