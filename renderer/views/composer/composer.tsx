import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { isEditable } from '../../../shared/domain/post-status.ts';
import type { Finding } from '../../../shared/domain/preflight.ts';
import type { Account, Client, Post } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { dayAt, dayText } from '../calendar/time.ts';
import { STATUS_LOOK } from '../post-status/status.ts';
import { PartOf } from '../recurrence/part-of.tsx';
import { networksOf, useOnlyAccount } from './account-choice.ts';
import { AccountPicker } from './account-picker.tsx';
import { AddMedia } from './add-media.tsx';
import { useCloseGuard } from './close-guard.tsx';
import { ComposerFoot } from './composer-foot.tsx';
import { type Draft, hasTarget, textFor, toggleTarget, writeText } from './draft.ts';
import { checkDraft } from './draft-checks.ts';
import { DropZone } from './drop-zone.tsx';
import { MediaTray } from './media-tray.tsx';
import { Preview } from './preview.tsx';
import { SaveNote } from './save-note.tsx';
import { StaleDialog } from './stale-dialog.tsx';
import { TextCount } from './text-count.tsx';
import { TextEditor } from './text-editor.tsx';
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
  const { draft, change, save, autosave, discard, takeTheirs } = useDraft({
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
  const [previewed, setPreviewed] = useState<string | null>(null);
  const [showsPreview, setShowsPreview] = useState(false);
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
  const hasRelay = useRoute('relay.get', {}).data?.relay !== null;
  const checks = useMemo(() => checkDraft(draft, accounts, hasRelay), [draft, accounts, hasRelay]);
  const hasVersions = draft.targets.length > 1 || draft.targets.some((one) => one.text !== null);

  const toFinding = ({ code, accountId }: Finding) => {
    if (code === 'reconnect_needed' || code === 'account_disabled') return go('/accounts');
    if (code === 'relay_missing') return go('/settings?section=relay');
    const own = draft.targets.find((one) => one.accountId === accountId)?.text != null;
    // What is hidden takes no focus, so it has to be shown first.
    flushSync(() => {
      setTab(own ? accountId : null);
      setShowsPreview(false);
    });
    input.current?.focus();
  };

  const shownId = [previewed, open, draft.targets[0]?.accountId ?? null].find(
    (id) => id !== null && hasTarget(draft, id),
  );
  const shown = accounts.find(({ id }) => id === shownId) ?? accounts[0];

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
              <Select
                label="Client"
                value={clientId}
                disabled={post !== null}
                onChange={(next) => {
                  if (next === clientId) return;
                  discard();
                  onClient(next, { ...draft, targets: [] });
                }}
                choices={clients.map(({ id, name, colour }) => ({
                  value: id,
                  label: name,
                  icon: <Dot colour={colour} className="size-2" />,
                }))}
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
              onChange={(next) => change((current) => writeText(current, open, next))}
              networks={networks}
              label={open === null ? 'Text' : 'Text of this account'}
              placeholder={`What does ${client?.name ?? 'your client'} have to say?`}
              readOnly={isLocked || (open !== null && !isOwn)}
              onPasteFiles={(files) => void take(files)}
            />
            <MediaTray
              draft={draft}
              change={change}
              imports={imports}
              networks={networks}
              disabled={isLocked}
            />
          </div>
          <div className="flex h-11 shrink-0 items-center gap-4 px-6">
            <AddMedia
              media={draft.media}
              coming={imports.length}
              networks={networks}
              disabled={isLocked}
              onFiles={(files) => void take(files)}
            />
            <span className="flex-1" />
            {networks.map((network) => (
              <TextCount key={network} text={text} network={network} />
            ))}
          </div>
        </DropZone>
        <aside
          aria-label="Preview"
          className={cx(
            'min-w-0 flex-col gap-3 overflow-y-auto border-l border-hairline bg-sunken p-5',
            showsPreview
              ? 'flex flex-1 *:w-full *:max-w-120 *:self-center wide:w-100 wide:flex-none'
              : 'hidden w-100 shrink-0 wide:flex',
          )}
        >
          <Preview
            displayName={shown?.displayName || client?.name || 'Your client'}
            handle={shown?.handle ?? 'handle.bsky.social'}
            text={shownId ? textFor(draft, shownId) : draft.text}
            media={draft.media}
            colour={client?.colour ?? 'var(--faint)'}
            time={dayText(when.wall.slice(0, 10), dayAt(now, style.zone), style.locale)}
          >
            {draft.targets.length > 1 && (
              <div className="min-w-0 flex-1">
                <Select
                  label="Preview of"
                  value={shownId ?? ''}
                  onChange={setPreviewed}
                  choices={draft.targets.flatMap(({ accountId }) => {
                    const account = accounts.find(({ id }) => id === accountId);
                    return account ? [{ value: account.id, label: `@${account.handle}` }] : [];
                  })}
                />
              </div>
            )}
          </Preview>
        </aside>
      </div>
      {save.kind === 'stale' && <StaleDialog postId={postId} mine={draft} onDecide={merge} />}
    </Sheet>
  );
}
