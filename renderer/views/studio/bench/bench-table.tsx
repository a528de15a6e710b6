import { Pencil, Play, X } from 'lucide-react';
import type { NetworkId } from '../../../../shared/domain/network.ts';
import type { BenchCell, BenchExample, Prompt } from '../../../../shared/ipc/views.ts';
import { formatCost } from '../../../app/ai-cost.ts';
import { useClients } from '../../../ipc/queries.ts';
import { IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/class-names.ts';
import { allVersions, versionName } from '../version-names.ts';
import { BenchAnswer } from './bench-answer.tsx';
import { summaryOf } from './summary.ts';
import type { BenchState } from './use-bench.ts';

interface BenchTableProps {
  bench: BenchState;
  prompt: Prompt;
  versionIds: readonly (string | null)[];
  examples: readonly BenchExample[];
  cells: readonly BenchCell[];
  network: NetworkId;
  onRun: (exampleIds: string[]) => void;
  onChange: (example: BenchExample) => void;
  onRemove: (example: BenchExample) => void;
}

/** Examples down, versions across. */
export function BenchTable(props: BenchTableProps) {
  const { bench, prompt, versionIds, examples, cells, network } = props;
  const { onRun, onChange, onRemove } = props;
  const clients = useClients().data ?? [];
  const columns = versionIds.length === 2 ? 'grid-cols-2' : 'grid-cols-1';
  const all = allVersions(prompt);
  const cellOf = (exampleId: string, versionId: string | null) =>
    cells.find((cell) => cell.exampleId === exampleId && cell.versionId === versionId) ?? null;
  const whose = ({ clientId }: BenchExample): string | null =>
    clientId === null
      ? prompt.clientId === null
        ? null
        : 'of all clients'
      : prompt.clientId === null
        ? `of ${clients.find(({ id }) => id === clientId)?.name ?? 'an archived client'}`
        : null;
  return (
    <div className="flex flex-col gap-5">
      <div className={cx('grid gap-4', columns)}>
        {versionIds.map((versionId) => {
          const version = all.find(({ id }) => id === versionId);
          const name = version ? versionName(version, prompt) : 'A version that is gone';
          const mine = cells.filter((cell) => cell.versionId === versionId);
          return (
            <section key={versionId ?? 'built_in'} aria-label={`${name}, in all`}>
              <h3 className="font-medium">
                {name}
                {versionId === prompt.used.id && <span className="text-muted">, in use</span>}
              </h3>
              <Summary cells={mine} />
            </section>
          );
        })}
      </div>
      {examples.map((example) => (
        <section key={example.id} aria-label={example.name}>
          <header className="mb-2 flex min-h-7 items-center gap-2">
            <h4 className="max-w-[60%] shrink-0 truncate font-medium">{example.name}</h4>
            <span className="min-w-0 flex-1 truncate text-small text-muted">
              {[whose(example), valuesText(example)].filter(Boolean).join(' · ')}
            </span>
            <IconButton
              label={`Try “${example.name}”`}
              disabled={bench.isRunning}
              onClick={() => onRun([example.id])}
            >
              <Play size={14} />
            </IconButton>
            <IconButton label={`Change “${example.name}”`} onClick={() => onChange(example)}>
              <Pencil size={14} />
            </IconButton>
            <IconButton label={`Remove “${example.name}”`} onClick={() => onRemove(example)}>
              <X size={14} />
            </IconButton>
          </header>
          <div className={cx('grid items-start gap-4', columns)}>
            {versionIds.map((versionId) => (
              <BenchAnswer
                key={versionId ?? 'built_in'}
                cell={cellOf(example.id, versionId)}
                example={example}
                clientId={example.clientId ?? prompt.clientId}
                {...{ bench, network }}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

/** `3 answers · 1,240 tokens · $0.0012 · 3.2 s each · writing 78 · 8 of 9 fit` */
function Summary({ cells }: { cells: readonly BenchCell[] }) {
  const { answers, tokens, cost, seconds, score, fits, measured } = summaryOf(cells);
  if (answers === 0) return <p className="text-small text-muted">Not tried yet</p>;
  return (
    <p className="text-small text-muted tabular-nums">
      {[
        answers === 1 ? '1 answer' : `${answers} answers`,
        `${tokens.toLocaleString()} tokens`,
        formatCost(cost),
        seconds !== null && `${seconds.toFixed(1)} s each`,
        score !== null && `writing ${Math.round(score)}`,
        measured > 0 && `${fits} of ${measured} fit`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  );
}

const valuesText = ({ values }: BenchExample): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}: ${value.replace(/\s+/gu, ' ').slice(0, 80)}`)
    .join(' · ');
