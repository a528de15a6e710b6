import { type FormEvent, useState } from 'react';
import type { PostNoteKind } from '../../../shared/domain/post-note.ts';
import type { Post, PostNote } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRoute, useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Textarea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { fullWhenText, whenText } from '../calendar/time.ts';
import { NoteMark } from './note-mark.tsx';

const SENTENCE: Record<PostNoteKind, string> = {
  submitted: 'submitted it for review',
  withdrawn: 'took it back from review',
  approved: 'approved it',
  edited: 'changed it after it was approved',
  change_requested: 'asked for a change',
  commented: 'remarked',
  held: 'put it on hold',
  released: 'released it',
};

/** Who said what of the post, and when; and a way to add to it. */
export function NotesSection({ post }: { post: Post }) {
  const notes = useRoute('postNotes.list', { postId: post.id });
  const [text, setText] = useState('');
  const add = useRouteMutation('postNotes.add');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    add.mutate({ postId: post.id, text }, { onSuccess: () => setText('') });
  };
  return (
    <section className="mb-6" aria-labelledby="said">
      <h2 id="said" className="mb-3 text-section font-semibold">
        What was said
      </h2>
      {notes.data && notes.data.length > 0 && (
        <ol className="mb-3 flex flex-col gap-3">
          {notes.data.map((note) => (
            <Note key={note.id} note={note} />
          ))}
        </ol>
      )}
      <form onSubmit={submit} className="flex flex-col items-start gap-2">
        <Textarea
          aria-label="Add a note"
          rows={2}
          maxLength={5000}
          dir="auto"
          value={text}
          placeholder="Add a note: what your client said on the phone, what to mind"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit(event);
          }}
        />
        {text.trim() !== '' && (
          <Button type="submit" size="compact" busy={add.isPending}>
            Add the note
          </Button>
        )}
        {add.isError && (
          <Notice tone="failed" live>
            {sentenceOf(add.error)}
          </Notice>
        )}
      </form>
    </section>
  );
}

function Note({ note }: { note: PostNote }) {
  const style = useTimeStyle();
  const now = useNow();
  return (
    <li className="flex gap-2.5">
      <NoteMark kind={note.kind} />
      <div className="min-w-0 flex-1">
        <p className="text-small text-muted">
          <bdi className="font-medium text-ink">{note.author || 'You'}</bdi> {SENTENCE[note.kind]}
          <span aria-hidden> · </span>
          <time title={fullWhenText(note.at, style)} dateTime={new Date(note.at).toISOString()}>
            {whenText(note.at, now, style)}
          </time>
        </p>
        {note.text !== '' && (
          <p className="mt-0.5 whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
            {note.text}
          </p>
        )}
      </div>
    </li>
  );
}
