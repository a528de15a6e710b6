import { useMemo, useState } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { useClients, useRoute } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Field, Input, Textarea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { dayAt, formatDay } from '../calendar/time.ts';
import { byTime } from './by-time.ts';
import { PackPosts } from './pack-posts.tsx';
import { isIn, SPAN_LABEL, SPANS, type Span, titleFor } from './pack-spans.ts';
import { postsText } from './words.ts';

interface MakePackSheetProps {
  /** Null: the client is chosen here. */
  clientId: string | null;
  onClose: () => void;
}

/** Which posts, for whom, with what words: then one file to send. */
export function MakePackSheet({ clientId, onClose }: MakePackSheetProps) {
  const clients = useClients().data ?? [];
  const waiting = useRoute('posts.list', { statuses: ['in_review'], limit: 200 }).data?.posts;
  const [chosenClient, setChosenClient] = useState<string | null>(clientId);
  const client =
    clients.find(({ id }) => id === (chosenClient ?? waiting?.[0]?.clientId)) ?? clients[0];
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} width="medium" title="Make a pack" bare>
      {client && waiting && (
        <PackForm
          key={client.id}
          client={client}
          onClose={onClose}
          who={
            clientId === null && clients.length > 1 ? (
              <Field label="Client">
                <Select
                  value={client.id}
                  onChange={setChosenClient}
                  choices={clients.map(({ id, name, colour }) => ({
                    value: id,
                    label: name,
                    icon: <Dot colour={colour} />,
                  }))}
                />
              </Field>
            ) : null
          }
        />
      )}
    </Sheet>
  );
}

const STATUSES = ['in_review', 'approved', 'scheduled'] as const;

interface PackFormProps {
  client: { id: string; name: string };
  who: React.ReactNode;
  onClose: () => void;
}

function PackForm({ client, who, onClose }: PackFormProps) {
  const style = useTimeStyle();
  const now = useNow(60_000);
  const today = dayAt(now, style.zone);
  const query = useRoute('posts.list', {
    clientId: client.id,
    statuses: [...STATUSES],
    limit: 200,
  });
  const [span, setSpan] = useState<Span>('all');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const [title, setTitle] = useState<string | null>(null);
  const [message, setMessage] = useState('');
  const [answerBy, setAnswerBy] = useState('');
  const [format, setFormat] = useState<'html' | 'pdf'>('html');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const posts = useMemo(() => (query.data?.posts ?? []).toSorted(byTime), [query.data]);
  const inSpan = posts.filter((card) => isIn(span, card.scheduledAt, now, style.zone));
  // What is in review is in the pack unless it is left out; what is scheduled is not, unless it is added.
  const isChosen = ({ id, status }: PostCard) =>
    status === 'in_review' ? !left.has(id) : added.has(id);
  const chosen = inSpan.filter(isChosen);
  const pictures = chosen.reduce((sum, { mediaCount }) => sum + mediaCount, 0);
  const suggested = titleFor(chosen, style);
  const toggle = (card: PostCard) => {
    const [set, write] = card.status === 'in_review' ? [left, setLeft] : [added, setAdded];
    const next = new Set(set);
    if (!next.delete(card.id)) next.add(card.id);
    write(next);
  };

  async function make(): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await ask('approvals.makePack', {
      clientId: client.id,
      postIds: chosen.map(({ id }) => id),
      title: (title ?? suggested).trim() || suggested,
      message,
      answerBy: answerBy || null,
      format,
    });
    setBusy(false);
    if (answer.ok) {
      onClose();
      const { file, bytes } = answer.value;
      const size = (bytes / 1_000_000).toFixed(1);
      return toast.done(`Saved ${fileOf(file)} (${size} MB). Send it to ${client.name}.`);
    }
    if (answer.error.code !== 'cancelled') setProblem(answer.error.message);
  }

  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto p-5">
        <div className="grid gap-4 wide:grid-cols-2">
          {who}
          <Field label="Title">
            <Input
              dir="auto"
              maxLength={120}
              value={title ?? suggested}
              onChange={(event) => setTitle(event.target.value)}
            />
          </Field>
          <Field label="Answers by" optional>
            <Input
              type="date"
              min={today}
              value={answerBy}
              onChange={(event) => setAnswerBy(event.target.value)}
            />
          </Field>
          <Field label="Message" optional className="wide:col-span-full">
            <Textarea
              dir="auto"
              rows={3}
              maxLength={4000}
              value={message}
              placeholder={`Hello, here is what is planned for ${client.name}.`}
              onChange={(event) => setMessage(event.target.value)}
            />
          </Field>
        </div>
        <div className="mt-5 mb-2 flex items-center gap-3">
          <h3 className="flex-1 font-medium">Posts</h3>
          <div className="w-44">
            <Select
              label="Planned"
              value={span}
              onChange={setSpan}
              choices={SPANS.map((value) => ({ value, label: SPAN_LABEL[value] }))}
            />
          </div>
        </div>
        <PackPosts
          posts={inSpan}
          isChosen={isChosen}
          onToggle={toggle}
          isLoading={query.isPending}
        />
        {problem && (
          <Notice tone="failed" live className="mt-4">
            {problem}
          </Notice>
        )}
      </div>
      <footer className="flex min-h-14 shrink-0 flex-wrap items-center gap-3 border-t border-hairline px-5 py-2.5">
        <p className="min-w-0 flex-1 text-small text-muted" role="status">
          {postsText(chosen.length)}
          {pictures > 0 && `, ${pictures} ${pictures === 1 ? 'picture' : 'pictures'}`}
          {answerBy &&
            `, answers by ${formatDay(answerBy, style.locale, { weekday: 'short', day: 'numeric', month: 'short' })}`}
          {format === 'pdf' && '. A PDF is for reading and paper: answers come back in words.'}
        </p>
        <Segmented
          label="Format"
          value={format}
          onChange={setFormat}
          choices={[
            { value: 'html', label: 'HTML' },
            { value: 'pdf', label: 'PDF' },
          ]}
        />
        <Button
          tone="primary"
          busy={busy}
          disabled={chosen.length === 0 || chosen.length > 100}
          onClick={() => void make()}
        >
          Save the pack…
        </Button>
      </footer>
    </div>
  );
}

const fileOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;
