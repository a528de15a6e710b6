import { ArrowLeft, CircleAlert, CircleCheck, Tag } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { toast } from '../../ui/toast.tsx';
import { ProgressLine } from './progress-line.tsx';
import { RowGrid } from './row-grid.tsx';
import {
  type Preview,
  postCount,
  rowCount,
  type Summary,
  undoImport,
  useImportPlace,
  usePreviewCache,
  useProgress,
} from './use-import.ts';
import type { Only } from './use-rows.ts';

/** Every row as the post it becomes; what is broken is mended here. */
export function RowsStep({ preview, summary }: { preview: Preview; summary: Summary }) {
  const { id } = preview;
  const { go } = useImportPlace();
  const cache = usePreviewCache();
  const [only, setOnly] = useState<Only>(summary.broken > 0 ? 'broken' : 'all');
  const [running, setRunning] = useState(false);
  const progress = useProgress(running ? id : null);
  const { ready, broken, warnings } = summary;

  const run = async (mode: 'all' | 'good') => {
    setRunning(true);
    const answer = await ask('imports.run', { id, mode });
    setRunning(false);
    if (!answer.ok) {
      if (answer.error.code === 'cancelled') toast.say('Cancelled. Nothing was imported.');
      else toast.failed(answer.error.message);
      cache.forgetRows();
      return;
    }
    const { importId, created } = answer.value;
    cache.forgetList();
    go(null);
    toast.undoable(`${postCount(created)} imported.`, () => void undoImport(importId));
  };

  const count = only === 'all' ? summary.rows : only === 'broken' ? broken : warnings;
  return (
    <div className="flex h-full flex-col border-t border-hairline">
      <div className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-hairline px-6 py-2">
        <Button
          size="compact"
          tone="ghost"
          className="-ml-2.5"
          disabled={running}
          icon={<ArrowLeft size={14} className="text-muted" />}
          onClick={() => go(id)}
        >
          Columns
        </Button>
        <p role="status" className="flex flex-1 flex-wrap items-center gap-x-3 font-medium">
          <span className="inline-flex items-center gap-1.5">
            <CircleCheck size={16} className="text-published" aria-hidden />
            {ready.toLocaleString()} ready
          </span>
          {broken > 0 && (
            <span className="inline-flex items-center gap-1.5 text-failed">
              <CircleAlert size={16} aria-hidden />
              {broken.toLocaleString()} {broken === 1 ? 'needs' : 'need'} you
            </span>
          )}
          <span className="font-normal text-muted">{becomes(summary)}</span>
        </p>
        <Segmented
          label="Rows to show"
          value={only}
          onChange={setOnly}
          choices={[
            { value: 'all', label: `All ${summary.rows.toLocaleString()}` },
            { value: 'broken', label: `Need you ${broken.toLocaleString()}` },
            { value: 'warning', label: `To know ${warnings.toLocaleString()}` },
          ]}
        />
      </div>
      <div className="min-h-0 flex-1 bg-panel">
        <RowGrid
          key={only}
          preview={preview}
          only={only}
          count={count}
          disabled={running}
          onShowAll={() => setOnly('all')}
        />
      </div>
      <footer className="flex min-h-14 shrink-0 items-center gap-2 border-t border-hairline bg-panel px-6">
        {running ? (
          <>
            <ProgressLine progress={progress} label="Making posts" className="flex-1" />
            <Button onClick={() => void ask('imports.cancel', { id })}>Cancel</Button>
          </>
        ) : (
          <>
            <div className="flex min-w-0 flex-1 items-center gap-1.5 text-small text-muted">
              {summary.newLabels.length > 0 && (
                <>
                  <Tag size={14} className="shrink-0" aria-hidden />
                  <span className="truncate">New labels: {summary.newLabels.join(', ')}</span>
                </>
              )}
            </div>
            {broken > 0 && (
              <>
                <span id="all-reason" className="hidden text-small text-muted wide:inline">
                  Mend {rowCount(broken)} to import all
                </span>
                <Button disabled aria-describedby="all-reason">
                  Import all
                </Button>
              </>
            )}
            <Button
              tone="primary"
              disabled={ready === 0}
              onClick={() => void run(broken > 0 ? 'good' : 'all')}
            >
              {broken > 0
                ? `Import the ${ready.toLocaleString()} good ${ready === 1 ? 'row' : 'rows'}`
                : `Import all ${rowCount(ready)}`}
            </Button>
          </>
        )}
      </footer>
    </div>
  );
}

function becomes({ scheduled, planned, drafts }: Summary): string {
  const parts = [
    scheduled > 0 ? `${scheduled.toLocaleString()} scheduled` : '',
    planned > 0 ? `${planned.toLocaleString()} planned` : '',
    drafts > 0 ? `${drafts.toLocaleString()} ${drafts === 1 ? 'draft' : 'drafts'}` : '',
  ];
  return parts.filter(Boolean).join(' · ');
}
