import { ImagePlus, LoaderCircle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { readMoment } from '../../../shared/domain/imports/dates.ts';
import { ask } from '../../ipc/client.ts';
import { useAccounts } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input, Textarea } from '../../ui/field.tsx';
import { toast } from '../../ui/toast.tsx';
import { AccountChips } from './account-chips.tsx';
import { ClockInput } from './clock-input.tsx';
import type { Preview, Row, Summary } from './use-import.ts';

interface RowFixProps {
  preview: Preview;
  row: Row;
  onFixed: (row: Row, summary: Summary) => void;
  onClose: () => void;
}

type Cell = readonly [field: string, value: string, everywhere?: boolean];

/** Of a whole pause in typing, ms. */
const PAUSE = 500;

/** A row's cells to be mended; each change is checked at once, and nothing is written into the file. */
export function RowFix({ preview, row, onFixed, onClose }: RowFixProps) {
  const body = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(0);
  const turn = useRef(Promise.resolve());
  const [alike, setAlike] = useState<{ value: string; count: number } | null>(null);
  const accounts = useAccounts().data ?? [];
  const own = accounts.filter(({ clientId }) => row.clientId === null || clientId === row.clientId);

  useEffect(() => {
    body.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, []);

  /** One after the other: the answer to the last one holds. */
  const fix = (...cells: readonly Cell[]) => {
    setBusy((count) => count + 1);
    turn.current = turn.current.then(async () => {
      for (const [field, value, everywhere = false] of cells) {
        const input = { id: preview.id, row: row.row, field, value, alike: everywhere };
        const answer = await ask('imports.fix', input);
        if (!answer.ok) {
          toast.failed(answer.error.message);
          continue;
        }
        onFixed(answer.value.row, answer.value.summary);
        if (field === 'accounts') setAlike({ value, count: answer.value.alike });
      }
      setBusy((count) => count - 1);
    });
  };

  const wanted = (field: string) => row.problems.filter((problem) => problem.field === field);
  const errorOf = (...fields: readonly string[]) => {
    const messages = fields.flatMap((field) => wanted(field).map(({ message }) => message));
    return messages.length > 0 ? { error: messages.join(' ') } : {};
  };
  const elsewhere = row.problems.filter(
    ({ field }) => !['text', 'date', 'time', 'accounts', 'media'].includes(field ?? ''),
  );
  const clock = row.wallTime?.slice(11) ?? clockIn(row.cells.time) ?? clockIn(row.cells.date);
  const day = row.wallTime?.slice(0, 10) ?? '';

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes what is open, wherever the focus is in it
    <div
      ref={body}
      data-fix
      className="flex animate-appear flex-col gap-4 bg-sunken px-6 py-4 wide:pl-48"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {elsewhere.map(({ code, message }) => (
        <p key={`${code} ${message}`} className="text-small text-failed">
          {message}
        </p>
      ))}
      <TextCell
        value={row.cells.text}
        error={errorOf('text')}
        onFix={(text) => fix(['text', text])}
      />
      <div className="flex flex-wrap gap-4">
        <Field label="Day" className="w-44" {...errorOf('date', 'zone')}>
          <Input
            key={`day ${day}`}
            type="date"
            defaultValue={day}
            onChange={({ target }) => {
              if (!/^\d{4}-\d\d-\d\d$/.test(target.value) || target.value === day) return;
              // A cell that says both keeps its time.
              fix(['date', target.value], ...(clock ? ([['time', clock]] as const) : []));
            }}
          />
        </Field>
        <ClockInput
          label="Time"
          className="w-36"
          value={clock}
          onChange={(time) => fix(['time', time])}
          {...errorOf('time')}
        />
        <div className="min-w-60 flex-1">
          <div className="mb-1.5 font-medium" id={`accounts-${row.row}`}>
            Accounts
          </div>
          <AccountChips
            labelledBy={`accounts-${row.row}`}
            accounts={own}
            chosen={row.accounts.map(({ id }) => id)}
            onChange={(ids) => {
              const names = own.filter(({ id }) => ids.includes(id));
              fix([
                'accounts',
                names.map(({ network, handle }) => `${network}: ${handle}`).join(' | '),
              ]);
            }}
          />
          {wanted('accounts').map(({ message }) => (
            <p key={message} className="mt-1.5 text-small text-failed">
              {message}
            </p>
          ))}
          {alike && alike.count > 0 && alike.value !== '' && (
            <Button
              size="compact"
              className="mt-2"
              onClick={() => fix(['accounts', alike.value, true])}
            >
              Also in the {alike.count.toLocaleString()} other{' '}
              {alike.count === 1 ? 'row that says' : 'rows that say'} the same
            </Button>
          )}
        </div>
      </div>
      <MediaCell row={row} error={errorOf('media')} onFix={(media) => fix(['media', media])} />
      <div className="flex items-center gap-3">
        <Button size="compact" onClick={onClose}>
          Done
        </Button>
        <span role="status" className="flex items-center gap-1.5 text-small text-muted">
          {busy > 0 ? (
            <>
              <LoaderCircle size={14} className="animate-turn" aria-hidden /> Checking
            </>
          ) : row.state === 'broken' ? (
            ''
          ) : (
            'This row is ready.'
          )}
        </span>
      </div>
    </div>
  );
}

const clockIn = (cell: string): string | null => {
  const time = readMoment(cell)?.time;
  return time
    ? `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`
    : null;
};

interface CellProps {
  error: { error?: string };
  onFix: (value: string) => void;
}

/** Checked after a pause, and when it is left. */
function TextCell({ value, error, onFix }: CellProps & { value: string }) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const take = useRef(onFix);
  take.current = onFix;
  const settle = (text: string) => {
    if (text === sent.current) return;
    sent.current = text;
    take.current(text);
  };
  useEffect(() => {
    const timer = window.setTimeout(() => settle(typed), PAUSE);
    return () => window.clearTimeout(timer);
  });
  return (
    <Field label="Text" {...error}>
      <Textarea
        data-first
        rows={Math.min(8, Math.max(3, Math.ceil(typed.length / 90)))}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => settle(typed)}
        dir="auto"
      />
    </Field>
  );
}

function MediaCell({ row, error, onFix }: CellProps & { row: Row }) {
  const [typed, setTyped] = useState(row.cells.media);
  const chooser = useRef<HTMLInputElement>(null);
  const known = row.cells.media;
  useEffect(() => setTyped(known), [known]);
  const settle = () => {
    if (typed !== known) onFix(typed);
  };
  const add = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const answer = await ask('media.import', { fileName: file.name.slice(-255), bytes });
    if (!answer.ok) return toast.failed(answer.error.message);
    const { sha256, fileName } = answer.value;
    // What could not be found is what this one stands for.
    const kept = row.media.every(({ mediaId }) => mediaId !== null) ? known : '';
    onFix([kept, `clientnest:${sha256}/${fileName}`].filter((source) => source !== '').join('\n'));
  };
  return (
    <div className="flex items-end gap-2">
      <Field
        label="Pictures"
        optional
        className="flex-1"
        {...error}
        hint="Names of files or addresses, one in a line"
      >
        <Textarea
          rows={Math.min(4, Math.max(1, typed.split('\n').length))}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={settle}
          spellCheck={false}
        />
      </Field>
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        aria-label="Choose a picture for this row"
        className="hidden"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void add(file);
          target.value = '';
        }}
      />
      <Button
        icon={<ImagePlus size={16} className="text-muted" />}
        onClick={() => chooser.current?.click()}
        className="mb-6"
      >
        Choose a picture
      </Button>
    </div>
  );
}
