import { type ReactNode, type RefObject, useMemo } from 'react';
import type { Account, Client, Post } from '../../../shared/ipc/views.ts';
import { useGo } from '../../app/place.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useEvent } from '../../ui/use-event.ts';
import type { LibraryKindOf } from '../library/use-library.ts';
import { STATUS_LOOK } from '../post-status/status.ts';
import { PartOf } from '../recurrence/part-of.tsx';
import { type Draft, EMPTY_DRAFT, isBlank, writeText } from './draft.ts';
import { FirstComment } from './first-comment.tsx';
import type { Slash } from './insert/use-slash.ts';
import { LinksLine } from './links/links-line.tsx';
import { MediaTray } from './media-tray.tsx';
import { PostDetails } from './post-details.tsx';
import { TemplateStart } from './template-start.tsx';
import { TextEditor } from './text-editor.tsx';
import { ThreadControl } from './thread-control.tsx';
import type { Desk } from './use-desk.ts';
import type { MediaImport } from './use-media-import.ts';
import { VersionNote } from './version-tabs.tsx';

interface WritingProps {
  post: Post | null;
  /** Also of a post that is not saved yet. */
  postId: string;
  client: Client | undefined;
  clientId: string;
  accounts: readonly Account[];
  draft: Draft;
  desk: Desk;
  change: (edit: (draft: Draft) => Draft) => void;
  /** The same for words that are being typed: the screen around them follows in the pauses. */
  write: (edit: (draft: Draft) => Draft) => void;
  input: RefObject<HTMLTextAreaElement | null>;
  slash: Slash;
  imports: readonly MediaImport[];
  hasComment: boolean;
  /** The first comment was asked for just now. */
  asksForComment: boolean;
  onNoComment: () => void;
  onFiles: (files: File[]) => void;
  onTemplate: (template: LibraryKindOf<'template'>) => void;
  /** What is to be said above the text. */
  children: ReactNode;
}

/** Everything that is written of a post, from top to bottom: text, thread, first comment, media, what it is sorted by. */
export function Writing({
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
  hasComment,
  asksForComment,
  onNoComment,
  onFiles,
  onTemplate,
  children,
}: WritingProps) {
  const go = useGo();
  const { open, isOwn, isLocked } = desk;
  // The tray looks at nothing else of a draft, so a key in the text is nothing to it.
  const { media } = draft;
  const ofMedia = useMemo(() => ({ ...EMPTY_DRAFT, media }), [media]);
  const text = useEvent(() => draft.text);
  const about = useMemo(() => ({ clientId, postId, text }), [clientId, postId, text]);
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto low:flex-[1_0_auto] low:overflow-visible">
      {isLocked && post && (
        <Notice
          className="mx-6 mt-3"
          action={
            <Button size="compact" onClick={() => go(`/posts/${post.id}`)}>
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
      {children}
      <TextEditor
        inputRef={input}
        value={desk.text}
        onChange={(next) => write((current) => writeText(current, open, next))}
        limits={desk.limits}
        marks={desk.marks}
        label={open === null ? 'Text' : 'Text of this account'}
        placeholder={`What does ${client?.name ?? 'your client'} have to say?`}
        readOnly={!desk.mayWrite}
        onPasteFiles={onFiles}
        onKeyDown={slash.onKeyDown}
      />
      {!isLocked && open === null && isBlank(draft) && (
        <TemplateStart clientId={clientId} onTemplate={onTemplate} />
      )}
      {!isLocked && (
        <LinksLine clientId={clientId} draft={desk.settled} change={change} field={input} />
      )}
      <ThreadControl
        messages={desk.shown}
        threading={draft.threading}
        disabled={isLocked}
        onChange={(threading) => change((current) => ({ ...current, threading }))}
      />
      {hasComment && (
        <FirstComment
          value={draft.firstComment}
          messages={desk.messages}
          disabled={isLocked}
          takesFocus={asksForComment}
          onChange={(firstComment) => change((current) => ({ ...current, firstComment }))}
          onRemove={() => {
            onNoComment();
            change((current) => ({ ...current, firstComment: '' }));
            input.current?.focus();
          }}
        />
      )}
      <MediaTray
        draft={ofMedia}
        about={about}
        change={change}
        imports={imports}
        networks={desk.networks}
        disabled={isLocked}
      />
      <PostDetails
        clientId={clientId}
        category={draft.category}
        byAi={draft.byAi}
        labelIds={draft.labelIds}
        disabled={isLocked}
        change={change}
      />
    </div>
  );
}
