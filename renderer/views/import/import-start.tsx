import { Download, FileSpreadsheet, Redo2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { formatInstant, useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { ProgressLine } from './progress-line.tsx';
import {
  postCount,
  restoreImport,
  undoImport,
  usePreviewCache,
  useProgress,
} from './use-import.ts';

interface ImportStartProps {
  isReading: boolean;
  onChoose: () => void;
}

/** No table yet: what one looks like, and what was imported before. */
export function ImportStart({ isReading, onChoose }: ImportStartProps) {
  const [isSaving, setSaving] = useState(false);
  const saveTemplate = async () => {
    setSaving(true);
    const answer = await ask('imports.template', {});
    setSaving(false);
    if (answer.ok) toast.done(`Saved to ${answer.value.path}.`);
    else if (answer.error.code !== 'cancelled') toast.failed(answer.error.message);
  };
  return (
    <Page>
      <section
        aria-label="Choose a table"
        className="flex flex-col items-center rounded-card border border-dashed border-edge bg-panel px-6 py-10 text-center"
      >
        <TableDrawing />
        <h2 className="mt-5 text-section font-semibold">A month of posts from one table</h2>
        <p className="mt-1 max-w-108 text-muted">
          Drop a CSV or TSV file here. A row is a post. Its columns may be called as you like, in
          any order; files for Buffer and Hootsuite are known. You see every post before it is made.
        </p>
        <div className="mt-4 flex flex-wrap justify-center gap-2">
          <Button
            tone="primary"
            icon={<FileSpreadsheet size={16} />}
            busy={isReading}
            onClick={onChoose}
          >
            Choose a file
          </Button>
          <Button
            icon={<Download size={16} className="text-muted" />}
            busy={isSaving}
            onClick={() => void saveTemplate()}
          >
            Save a template
          </Button>
        </div>
      </section>
      <EarlierImports />
    </Page>
  );
}

type Imported = NonNullable<ReturnType<typeof useImports>['data']>[number];
const useImports = () => useRoute('imports.list', {});

function EarlierImports() {
  const query = useImports();
  if (!query.data || query.data.length === 0) return null;
  return (
    <section className="mt-8" aria-labelledby="earlier-imports">
      <h2 id="earlier-imports" className="mb-3 text-section font-semibold">
        Earlier imports
      </h2>
      <ul className="overflow-hidden rounded-card border border-hairline bg-panel">
        {query.data.map((record) => (
          <ImportLine key={record.id} record={record} />
        ))}
      </ul>
    </section>
  );
}

function ImportLine({ record }: { record: Imported }) {
  const { id, fileName, rowCount, importedAt, undoneAt, postCount: here } = record;
  const style = useTimeStyle();
  const cache = usePreviewCache();
  const [work, setWork] = useState<'undo' | 'restore' | null>(null);
  const progress = useProgress(work ? id : null);
  const start = async (next: 'undo' | 'restore') => {
    setWork(next);
    await (next === 'undo' ? undoImport(id) : restoreImport(id));
    setWork(null);
    cache.forgetList();
  };
  const when = formatInstant(importedAt, style, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="flex min-h-12 items-center gap-4 border-b border-hairline px-4 py-2 last:border-b-0">
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium" data-selectable>
          {fileName}
        </div>
        <p className="text-small text-muted">
          {when} ·{' '}
          {undoneAt === null
            ? here === rowCount
              ? postCount(rowCount)
              : `${here.toLocaleString()} of ${postCount(rowCount)} are here`
            : here === 0
              ? `undone, ${postCount(rowCount)} removed`
              : `undone, ${postCount(here)} stayed`}
        </p>
      </div>
      {work ? (
        <ProgressLine
          progress={progress}
          label={work === 'undo' ? 'Removing posts' : 'Bringing posts back'}
          className="w-48"
        />
      ) : undoneAt !== null ? (
        here < rowCount && (
          <Button
            size="compact"
            icon={<Redo2 size={14} className="text-muted" />}
            aria-label={`Bring back the import of ${fileName}`}
            onClick={() => void start('restore')}
          >
            Bring back
          </Button>
        )
      ) : (
        here > 0 && (
          <Button
            size="compact"
            icon={<Undo2 size={14} className="text-muted" />}
            aria-label={`Undo the import of ${fileName}`}
            onClick={() => void start('undo')}
          >
            Undo
          </Button>
        )
      )}
    </li>
  );
}

/** A table whose rows become posts. */
const TableDrawing = () => (
  <svg
    width="120"
    height="88"
    viewBox="0 0 120 88"
    fill="none"
    stroke="var(--faint)"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <rect x="10" y="16" width="52" height="56" rx="6" fill="var(--panel)" />
    <path d="M10 30h52M10 44h52M10 58h52M28 16v56" opacity=".7" />
    <path d="M68 44h14M77 38l6 6-6 6" stroke="var(--accent)" />
    <rect
      x="90"
      y="18"
      width="22"
      height="14"
      rx="4"
      fill="var(--accent-soft)"
      stroke="var(--accent)"
    />
    <rect x="90" y="38" width="22" height="14" rx="4" fill="var(--panel)" />
    <rect x="90" y="58" width="22" height="14" rx="4" fill="var(--panel)" />
  </svg>
);
