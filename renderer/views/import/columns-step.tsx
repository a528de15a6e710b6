import { FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useClientFilter } from '../../app/place.ts';
import { ask } from '../../ipc/client.ts';
import { useAccounts } from '../../ipc/queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { toast } from '../../ui/toast.tsx';
import { ColumnOptions } from './column-options.tsx';
import { DateExamples } from './date-examples.tsx';
import { delimiterWords, fieldChoices, fieldWords } from './field-words.ts';
import { ProgressLine } from './progress-line.tsx';
import {
  answerOf,
  type Options,
  type Preview,
  rowCount,
  useImportPlace,
  usePreviewCache,
  useProgress,
} from './use-import.ts';

const FORMATS: Record<Preview['format'], string | null> = {
  clientnest: 'ClientNest export',
  buffer: 'Buffer file',
  hootsuite: 'Hootsuite file',
  table: null,
};

/** The columns: what each one is, with what that makes of the first rows. */
export function ColumnsStep({ preview }: { preview: Preview }) {
  const { id, columns, format, notes } = preview;
  const { go } = useImportPlace();
  const { clientId } = useClientFilter();
  const cache = usePreviewCache();
  const accounts = useAccounts().data ?? [];
  const [isChecking, setChecking] = useState(false);
  const progress = useProgress(isChecking ? id : null);

  const change = async (changes: { mapping?: (string | null)[]; options?: Partial<Options> }) => {
    const answer = await answerOf('imports.map', { id, ...changes });
    if (answer) cache.keep(answer);
  };
  // The client that everything is filtered by is meant where a table does not say it.
  const wantsClient = clientId !== null && preview.options.clientId === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a table, and not when the person takes it off
  useEffect(() => {
    if (!wantsClient || clientId === null) return;
    void answerOf('imports.map', { id, options: { clientId } }).then(
      (answer) => answer && cache.keep(answer),
    );
  }, [id]);

  const check = async () => {
    setChecking(true);
    const answer = await ask('imports.check', { id });
    setChecking(false);
    if (answer.ok) {
      cache.keepSummary(id, answer.value);
      cache.forgetRows();
      go(id, 'rows');
    } else if (answer.error.code !== 'cancelled') toast.failed(answer.error.message);
  };
  const chooseFolder = async () => {
    const answer = await answerOf('imports.chooseFolder', { id });
    if (answer) cache.keep(answer);
  };
  const networks = [...new Set(accounts.map(({ network }) => network))];
  const choices = [
    { value: 'none', label: 'Leave out' },
    ...fieldChoices(
      networks,
      columns.map(({ field }) => field),
    ).map((value) => ({ value, label: fieldWords(value) })),
  ];
  const known = FORMATS[format];
  const hasMedia = preview.mediaFolder !== null && columns.some(({ field }) => field === 'media');

  return (
    <div className="flex h-full flex-col border-t border-hairline">
      <div className="scroll-edge min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-280 flex-col gap-6 p-6 wide:flex-row wide:items-start">
          <section aria-labelledby="columns-title" className="min-w-0 flex-1">
            <header className="mb-3">
              <h2 id="columns-title" className="flex items-center gap-2 text-section font-semibold">
                <span className="truncate" data-selectable>
                  {preview.fileName}
                </span>
                {known && <Badge tone="accent">{known}</Badge>}
              </h2>
              <p className="mt-0.5 text-muted">
                {rowCount(preview.rowCount)}, {columns.length}{' '}
                {columns.length === 1 ? 'column' : 'columns'} · {preview.encoding}, parted by{' '}
                {delimiterWords(preview.delimiter)}
              </p>
            </header>
            {notes.map((note) => (
              <Notice key={note} tone="attention" className="mb-3">
                {note}
              </Notice>
            ))}
            {preview.dates && (
              <DateExamples
                dates={preview.dates}
                onOrder={(dateOrder) => void change({ options: { dateOrder } })}
              />
            )}
            <div className="overflow-hidden rounded-card border border-hairline bg-panel">
              <table className="w-full table-fixed">
                <caption className="sr-only">Columns of the file, and what they are</caption>
                <thead>
                  <tr className="h-8 border-b border-hairline text-left text-small text-muted">
                    <th scope="col" className="px-4 font-medium">
                      In your file
                    </th>
                    <th scope="col" className="w-60 px-4 font-medium">
                      Comes in as
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {columns.map(({ header, samples, field }, column) => {
                    const name = header || `Column ${column + 1}`;
                    return (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; names may come twice
                      <tr key={column} className="border-b border-hairline last:border-b-0">
                        <th scope="row" className="px-4 py-2 text-left font-normal">
                          <div className="truncate font-medium">{name}</div>
                          <div className="truncate text-small text-muted" data-selectable>
                            {samples.length === 0 ? 'Empty' : samples.join(' · ')}
                          </div>
                        </th>
                        <td className="px-4 py-2">
                          <Select
                            label={`${name} comes in as`}
                            value={field ?? 'none'}
                            choices={choices}
                            onChange={(value) =>
                              void change({
                                mapping: columns.map((one, place) =>
                                  place === column ? (value === 'none' ? null : value) : one.field,
                                ),
                              })
                            }
                            className={field === null ? 'text-muted' : ''}
                          />
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          </section>
          <aside aria-label="What holds for all rows" className="shrink-0 wide:w-88">
            {(preview.needsFolder || hasMedia) && (
              <section className="mb-4 rounded-card border border-hairline bg-panel p-4">
                <h3 className="font-medium">Pictures and videos</h3>
                <p className="mt-0.5 text-small break-words text-muted" data-selectable>
                  {preview.mediaFolder
                    ? `Names are looked up in ${preview.mediaFolder}`
                    : 'The table names files of this computer. Say in which folder they are.'}
                </p>
                <Button
                  size="compact"
                  className="mt-2"
                  icon={<FolderOpen size={14} className="text-muted" />}
                  onClick={() => void chooseFolder()}
                >
                  {preview.mediaFolder ? 'Choose another folder' : 'Choose the folder'}
                </Button>
              </section>
            )}
            <ColumnOptions
              preview={preview}
              accounts={accounts}
              onChange={(options) => void change({ options })}
            />
          </aside>
        </div>
      </div>
      <footer className="flex min-h-14 shrink-0 items-center justify-end gap-2 border-t border-hairline bg-panel px-6">
        {isChecking ? (
          <>
            <ProgressLine progress={progress} label="Checking rows" className="flex-1" />
            <Button onClick={() => void ask('imports.cancel', { id })}>Cancel</Button>
          </>
        ) : (
          <>
            <Button onClick={() => go(null)}>Choose another file</Button>
            <Button tone="primary" onClick={() => void check()}>
              Check {rowCount(preview.rowCount)}
            </Button>
          </>
        )}
      </footer>
    </div>
  );
}
