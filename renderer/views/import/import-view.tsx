import { useState } from 'react';
import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { View } from '../../app/view.tsx';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { SearchDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { FileDrop } from './file-drop.tsx';
import { ImportStart } from './import-start.tsx';
import { RowsStep } from './rows-step.tsx';
import { answerOf, readDropped, useImportPlace, usePreviewCache } from './use-import.ts';

/** Many posts from a table: the file, what its columns are, what becomes of its rows. */
export function ImportView() {
  const { file, step, go } = useImportPlace();
  const cache = usePreviewCache();
  const [isReading, setReading] = useState(false);
  const open = async (read: () => ReturnType<typeof readDropped>) => {
    setReading(true);
    const preview = await read();
    setReading(false);
    if (!preview) return;
    cache.keep(preview);
    go(preview.id);
  };
  return (
    <View title="Import posts">
      <FileDrop disabled={isReading} onFile={(dropped) => void open(() => readDropped(dropped))}>
        {file === null ? (
          <ImportStart
            isReading={isReading}
            onChoose={() => void open(() => answerOf('imports.choose', {}))}
          />
        ) : (
          <Table key={file} id={file} step={step} onLeave={() => go(null)} />
        )}
      </FileDrop>
    </View>
  );
}

function Table({
  id,
  step,
  onLeave,
}: {
  id: string;
  step: 'columns' | 'rows';
  onLeave: () => void;
}) {
  const query = useRoute('imports.get', { id });
  if (query.isPending)
    return (
      <div className="p-6">
        <RowsSkeleton rows={6} />
      </div>
    );
  if (query.isError)
    return (
      <EmptyState
        drawing={<SearchDrawing />}
        title="This table is closed"
        action={<Button onClick={onLeave}>Choose a file</Button>}
      >
        Tables are kept until ClientNest is closed. Nothing was imported; choose the file again.
      </EmptyState>
    );
  return step === 'rows' && query.data.summary ? (
    <RowsStep preview={query.data} summary={query.data.summary} />
  ) : (
    <ColumnsStep preview={query.data} />
  );
}
