import { Eye, EyeOff, History } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Finding } from '../../../shared/domain/preflight.ts';
import type { Account, Client, Post } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { onDemand } from '../../app/on-demand.tsx';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { useEvent } from '../../ui/use-event.ts';
import { dayAt, dayText } from '../calendar/time.ts';
import type { LibraryKindOf } from '../library/use-library.ts';
import { useOnlyAccount } from './account-choice.ts';
import { AccountPicker } from './account-picker.tsx';
import { AiPanel, HelpButton, useHelp } from './ai/help.tsx';
import { ApprovalNote } from './approval-note.tsx';
import { ClientChoice, clientTint } from './client-choice.tsx';
import { useCloseGuard } from './close-guard.tsx';
import { ComposerBar } from './composer-bar.tsx';
import { ComposerFoot } from './composer-foot.tsx';
import { type Draft, isBlank, toggleTarget } from './draft.ts';
import { DropZone } from './drop-zone.tsx';
import { AddFirstComment } from './first-comment.tsx';
import { useRestore } from './history/use-restore.ts';
import { Insert } from './insert/insert.tsx';
import { useSlash } from './insert/use-slash.ts';
import { insertText } from './insert-text.ts';
import { focusMedia } from './media-place.ts';
import { MergedNote } from './merge/merged-note.tsx';
import { useMerge } from './merge/use-merge.ts';
import { PreviewPane } from './preview-pane.tsx';
import { SaveNote } from './save-note.tsx';
import { useDesk } from './use-desk.ts';
import { useDraft } from './use-draft.ts';
import { useMediaImport } from './use-media-import.ts';
import { useWhen } from './use-when.ts';
import { VersionTabs } from './version-tabs.tsx';
import { Writing } from './writing.tsx';

const HistorySheet = onDemand(
  async () => (await import('./history/history-sheet.tsx')).HistorySheet,
);
const StaleDialog = onDemand(async () => (await import('./stale-dialog.tsx')).StaleDialog);

// A key in the text draws none of these: what they show is of the settled draft.
const Foot = memo(ComposerFoot);
const Pane = memo(PreviewPane);

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
  const { draft, change, write, save, autosave, discard, current, takeTheirs } = useDraft({
    postId,
    clientId,
    post,
    startWith,
    onFirstSave: onCreated,
  });
  const desk = useDesk({ draft, clientId, accounts, post });
  const { imports, take } = useMediaImport(change);
  const when = useWhen(post, startAt);
  const guard = useCloseGuard({ autosave, save, onClose });
  const merge = useMerge({ postId, clientId, save, autosave, current, takeTheirs, change });
  const restore = useRestore({ postId, autosave, takeTheirs });
  const [showsPreview, setShowsPreview] = useState(false);
  const [asksForComment, setAsksForComment] = useState(false);
  const [showsHistory, setShowsHistory] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  /** Where words are inserted: the text, or the first comment where that was written in last. */
  const field = useRef<HTMLTextAreaElement>(null);
  const slash = useSlash();
  const help = useHelp(input);
  // In a small window they take the place of the text.
  const isAside = showsPreview || help.isOpen;

  useEffect(() => {
    // After the sheet has put the focus on its first control.
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  useOnlyAccount(post === null && startWith === null, accounts, change);

  const { open, isLocked, settled, messages, checks } = desk;
  const client = clients.find(({ id }) => id === clientId);
  const hasComment = asksForComment || draft.firstComment !== '';
  const hasVersions = draft.targets.length > 1 || draft.targets.some((one) => one.text !== null);

  const onFiles = useEvent((files: File[]) => void take(files));
  const onToggle = useEvent((id: string) => change((before) => toggleTarget(before, id)));
  const toFinding = useEvent((finding: Finding) => {
    const { code, accountId, postId: other } = finding;
    if (other) return go(`/posts/${other}`);
    if (code === 'reconnect_needed' || code === 'account_disabled') return go('/accounts');
    if (code === 'relay_missing') return go('/settings?section=relay');
    if (focusMedia(finding, draft.media)) return;
    const own = draft.targets.find((one) => one.accountId === accountId)?.text != null;
    // What is hidden takes no focus, so it has to be shown first.
    flushSync(() => {
      desk.openTab(own ? accountId : null);
      setShowsPreview(false);
    });
    input.current?.focus();
  });
  const startFrom = useEvent((template: LibraryKindOf<'template'>) => {
    const { text, threading, firstComment, category, labelIds } = template.content;
    const wasBlank = isBlank(current());
    const to = wasBlank ? input.current : (field.current ?? input.current);
    if (to) insertText(to, text);
    // What is said already stays; the rest of a template is for a post that has nothing of it.
    change((before) => ({
      ...before,
      threading: wasBlank ? threading : before.threading,
      firstComment: before.firstComment || firstComment,
      category: before.category || category,
      labelIds: [...new Set([...before.labelIds, ...labelIds])],
    }));
  });

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
          {(post !== null || autosave.version() > 0) && (
            <IconButton label="History" onClick={() => setShowsHistory(true)}>
              <History size={16} />
            </IconButton>
          )}
          <Button
            size="compact"
            tone="ghost"
            className="wide:hidden"
            aria-pressed={isAside}
            icon={isAside ? <EyeOff size={16} /> : <Eye size={16} />}
            onClick={() => (help.isOpen ? help.toggle() : setShowsPreview(!showsPreview))}
          >
            {isAside ? 'Write' : 'Preview'}
          </Button>
        </>
      }
      footer={
        <Foot
          postId={postId}
          clientId={clientId}
          accounts={accounts}
          post={post}
          draft={settled}
          when={when}
          checks={checks}
          isReady={() => desk.isReady(current())}
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
          className="absolute inset-y-0 left-0 z-10 w-1"
          style={{ backgroundColor: client?.colour ?? 'transparent' }}
        />
        <DropZone
          disabled={isLocked}
          onFiles={onFiles}
          onField={(written) => {
            field.current = written;
          }}
          className={cx(
            'min-w-0 flex-1 flex-col low:overflow-y-auto',
            isAside ? 'hidden wide:flex' : 'flex',
          )}
        >
          <div
            style={clientTint(client)}
            className="flex shrink-0 items-start gap-3 px-6 py-3 low:py-2"
          >
            <div className="w-40 shrink-0">
              <ClientChoice
                clients={clients}
                clientId={clientId}
                disabled={post !== null}
                onChange={(next) => {
                  discard();
                  onClient(next, { ...draft, targets: [], labelIds: [] });
                }}
              />
            </div>
            <div className="flex min-h-8 min-w-0 flex-1 items-center">
              <AccountPicker
                accounts={accounts}
                targets={draft.targets}
                disabled={isLocked}
                onToggle={onToggle}
              />
            </div>
          </div>
          {hasVersions && (
            <div className="shrink-0 border-b border-hairline">
              <VersionTabs
                targets={draft.targets}
                accounts={accounts}
                tab={open}
                onTab={desk.openTab}
              />
            </div>
          )}
          <Writing
            {...{
              post,
              postId,
              client,
              clientId,
              accounts,
              draft,
              desk,
              change,
              write,
              input,
              slash,
              imports,
            }}
            {...{ hasComment, asksForComment, onFiles }}
            onNoComment={() => setAsksForComment(false)}
            onTemplate={startFrom}
          >
            <ApprovalNote post={post} restore={restore} />
            <MergedNote
              merged={merge.merged}
              problem={merge.question ? null : merge.problem}
              accounts={accounts}
              onForget={merge.forget}
              onRetry={merge.retry}
            />
          </Writing>
          <ComposerBar
            media={draft.media}
            coming={imports.length}
            networks={desk.networks}
            rooms={desk.rooms}
            disabled={isLocked}
            onFiles={onFiles}
          >
            <Insert
              {...{ client, clientId, clients, field, slash }}
              draft={settled}
              disabled={!desk.mayWrite}
              onTemplate={startFrom}
            />
            <HelpButton {...help} />
            {!hasComment && (
              <AddFirstComment
                messages={messages}
                disabled={isLocked}
                onAdd={() => setAsksForComment(true)}
              />
            )}
          </ComposerBar>
        </DropZone>
        {help.isOpen ? (
          <AiPanel
            {...{ postId, clientId, accounts, open, input, current, change }}
            draft={settled}
            text={open === null ? settled.text : desk.text}
            mayWrite={desk.mayWrite}
            onClose={help.toggle}
            fallback={<div className="min-w-0 flex-1 bg-sunken wide:w-100 wide:flex-none" />}
          />
        ) : (
          <Pane
            draft={settled}
            messages={messages}
            accounts={accounts}
            client={client}
            open={open}
            time={dayText(when.wall.slice(0, 10), dayAt(now, style.zone), style.locale)}
            isShown={showsPreview}
          />
        )}
      </div>
      {guard.question}
      {merge.question && (
        <StaleDialog
          question={merge.question}
          accounts={accounts}
          problem={merge.problem}
          onDecide={merge.decide}
          onKeepBoth={merge.keepBoth}
        />
      )}
      {showsHistory && (
        <HistorySheet
          postId={postId}
          accounts={accounts}
          onRestore={isLocked ? null : restore}
          onClose={() => setShowsHistory(false)}
        />
      )}
    </Sheet>
  );
}
