import { ChevronLeft, ChevronRight, Trash2 } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { TimeEntry } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useKept } from '../../app/use-kept.ts';
import { ask } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field, Input, QuietInput } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { dayAt, formatDay } from '../calendar/time.ts';
import { DayField } from '../recurrence/day-field.tsx';
import { durationText, readDuration } from './duration.ts';
import { monthName } from './month-words.ts';

const NOT_A_TIME = 'Write it as 1:30, 45 min or 2 h.';
const isLength = (minutes: number | null): minutes is number =>
  minutes !== null && minutes > 0 && minutes <= 24 * 60;

/** The time that was worked: a line to add some, and what is there, month by month. */
export function TimeLog({ clientId, present }: { clientId: string; present: string }) {
  const { locale } = useTimeStyle();
  const [shown, setShown] = useState<string | null>(null);
  const month = shown ?? present;
  const entries = useRoute('work.entries', { clientId, month }, { keepPrevious: true });
  const turn = (by: number) => {
    const [year = 0, number = 1] = month.split('-').map(Number);
    setShown(new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7));
  };
  return (
    <Card className="mt-3">
      <div className="flex h-11 items-center gap-1 border-b border-hairline pr-2 pl-4">
        <h3 className="flex-1 font-medium">Time worked in {monthName(month, locale)}</h3>
        <IconButton label="Month before" onClick={() => turn(-1)}>
          <ChevronLeft size={16} />
        </IconButton>
        <IconButton label="Month after" onClick={() => turn(1)} disabled={month >= present}>
          <ChevronRight size={16} />
        </IconButton>
      </div>
      <AddTime clientId={clientId} onAdded={(day) => setShown(day.slice(0, 7))} />
      {entries.data?.length === 0 && (
        <p className="px-4 py-3 text-muted">
          Nothing is written down for {monthName(month, locale)}.
        </p>
      )}
      <ul aria-label="Time worked">
        {entries.data?.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
    </Card>
  );
}

function AddTime({ clientId, onAdded }: { clientId: string; onAdded: (day: string) => void }) {
  const { zone } = useTimeStyle();
  const today = dayAt(useNow(60_000), zone);
  const [chosen, setDay] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const day = chosen ?? today;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const minutes = readDuration(typed, 'minutes');
    if (!isLength(minutes)) {
      setProblem(NOT_A_TIME);
      return input.current?.focus();
    }
    setBusy(true);
    const added = await ask('work.add', { clientId, day, minutes, note });
    setBusy(false);
    if (!added.ok) return setProblem(added.error.message);
    setTyped('');
    setNote('');
    setProblem(null);
    onAdded(day);
    input.current?.focus();
  }

  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-label="Add time"
      className="flex items-start gap-3 border-b border-hairline px-4 py-3"
    >
      <Field label="Day" className="w-48">
        <DayField value={day} first="2000-01-01" onChange={setDay} />
      </Field>
      <Field label="Time" className="w-28" {...(problem && { error: problem })}>
        <Input
          ref={input}
          value={typed}
          placeholder="1:30"
          maxLength={20}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(null);
          }}
        />
      </Field>
      <Field label="What for" optional className="flex-1">
        <Input
          value={note}
          maxLength={500}
          placeholder="Call about the autumn menu"
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <Button type="submit" busy={busy} className="mt-6.25">
        Add
      </Button>
    </form>
  );
}

function Entry({ entry }: { entry: TimeEntry }) {
  const { locale } = useTimeStyle();
  const update = async (fields: Partial<Pick<TimeEntry, 'minutes' | 'note'>>) => {
    const answer = await ask('work.update', { id: entry.id, ...fields });
    return answer.ok ? null : answer.error.message;
  };
  const length = useKept(durationText(entry.minutes), (typed) => {
    const minutes = readDuration(typed, 'minutes');
    return isLength(minutes) ? update({ minutes }) : NOT_A_TIME;
  });
  const note = useKept(entry.note, (typed) => update({ note: typed.trim() }));
  const day = formatDay(entry.day, locale, { weekday: 'short', day: 'numeric', month: 'short' });

  async function remove() {
    const removed = await ask('work.remove', { id: entry.id });
    if (!removed.ok) return toast.failed(removed.error.message);
    toast.undoable(`${durationText(entry.minutes)} of ${day} is removed.`, () => {
      void ask('work.restore', removed.value).then(
        (back) => !back.ok && toast.failed(back.error.message),
      );
    });
  }

  return (
    <li className="group flex min-h-10 items-center gap-3 border-b border-hairline pr-2 pl-4 last:border-b-0">
      <span className="w-24 shrink-0 text-muted tabular-nums">{day}</span>
      <div className="w-28 shrink-0">
        <QuietInput
          aria-label={`Time on ${day}`}
          value={length.value}
          onChange={(event) => length.onChange(event.target.value)}
          onBlur={length.onBlur}
          aria-invalid={length.problem !== null || undefined}
          title={length.problem ?? undefined}
          className="tabular-nums"
        />
      </div>
      <QuietInput
        aria-label={`What the time on ${day} was for`}
        value={note.value}
        maxLength={500}
        placeholder="What for"
        onChange={(event) => note.onChange(event.target.value)}
        onBlur={note.onBlur}
      />
      <IconButton
        label={`Remove ${durationText(entry.minutes)} on ${day}`}
        onClick={() => void remove()}
      >
        <Trash2 size={14} />
      </IconButton>
    </li>
  );
}
