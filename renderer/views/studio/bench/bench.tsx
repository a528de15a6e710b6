import { Play, Plus, Square } from 'lucide-react';
import { useState } from 'react';
import { NETWORK_IDS, type NetworkId } from '../../../../shared/domain/network.ts';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import type { BenchExample, Prompt } from '../../../../shared/ipc/views.ts';
import { QueryProblem } from '../../../app/query-problem.tsx';
import { call, sentenceOf } from '../../../ipc/client.ts';
import { useAccounts } from '../../../ipc/queries.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { Loading, Skeleton } from '../../../ui/skeleton.tsx';
import { toast } from '../../../ui/toast.tsx';
import { WhyNot } from '../../composer/ai/running.tsx';
import { NetworkGlyph } from '../../post-status/network-glyph.tsx';
import { versionChoices, versionIdOf, versionKey } from '../version-names.ts';
import { BenchTable } from './bench-table.tsx';
import { ExampleDialog } from './example-dialog.tsx';
import { isOpen, useBench } from './use-bench.ts';

const NONE = 'none';
/** So many at once: what is asked costs. */
const MOST = 20;

interface BenchProps {
  prompt: Prompt;
  /** Something is written that is not kept yet. */
  isChanged: boolean;
}

/** Tries one version of a prompt, or two beside each other, with examples that were kept. */
export function Bench({ prompt, isChanged }: BenchProps) {
  const bench = useBench(prompt);
  const accounts = useAccounts(prompt.clientId).data ?? [];
  const [picked, setPicked] = useState<{ one?: string; other?: string; network?: NetworkId }>({});
  const [edited, setEdited] = useState<BenchExample | 'new' | null>(null);
  const { data, error } = bench.query;
  if (prompt.feature === 'describe')
    return (
      <p className="py-12 text-center text-muted">
        Descriptions are tried beside a picture, in the composer: an example is made of words.
      </p>
    );
  if (error) return <QueryProblem error={error} onRetry={() => void bench.query.refetch()} />;
  if (!data)
    return (
      <Loading label="Loading">
        <Skeleton className="h-48 w-full rounded-card" />
      </Loading>
    );

  const choices = versionChoices(prompt);
  const known = (key: string | undefined) => choices.find(({ value }) => value === key)?.value;
  const [lastOne, lastOther] = (data.last?.versionIds ?? []).map(versionKey);
  const one = known(picked.one ?? lastOne) ?? versionKey(prompt.used.id);
  const rival = lastOther ?? prompt.rival?.id ?? undefined;
  const other = known(picked.other ?? rival);
  const shown =
    other !== undefined && other !== one && picked.other !== NONE ? [one, other] : [one];
  const network = picked.network ?? data.last?.network ?? accounts[0]?.network ?? 'bluesky';
  const versionIds = shown.map(versionIdOf);
  const { examples } = data;
  const here = data.cells.filter(
    (cell) => !isOpen(cell) && versionIds.includes(cell.versionId),
  ).length;
  const run = (exampleIds: string[]) => void bench.run(versionIds, exampleIds, network);
  const remove = async (example: BenchExample) => {
    try {
      const { name, values } = await call('prompts.removeExample', { id: example.id });
      toast.undoable(`“${name}” is removed.`, () => {
        const { feature } = prompt;
        call('prompts.saveExample', {
          ...{ feature, clientId: example.clientId, id: null, name, values },
        }).catch((failure: unknown) => toast.failed(sentenceOf(failure)));
      });
    } catch (failure) {
      toast.failed(sentenceOf(failure));
    }
  };

  const dialog = edited !== null && (
    <ExampleDialog
      prompt={prompt}
      example={edited === 'new' ? null : edited}
      onClose={() => setEdited(null)}
    />
  );
  if (examples.length === 0)
    return (
      <div className="mx-auto max-w-120 py-10 text-center">
        <h3 className="text-section font-semibold">Nothing to try it with yet</h3>
        <p className="mt-1 text-muted">
          An example is what a prompt is asked with: a topic, a post, a comment. Keep one here, or
          from the composer’s AI panel, and see side by side what two versions make of it.
        </p>
        <Button tone="primary" className="mt-4" onClick={() => setEdited('new')}>
          Add an example
        </Button>
        {dialog}
      </div>
    );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label="Version"
          className="max-w-40"
          value={one}
          onChange={(next) => setPicked({ ...picked, one: next })}
          choices={choices}
        />
        <span className="text-muted">beside</span>
        <Select
          label="The version beside it"
          className="max-w-40"
          value={shown[1] ?? NONE}
          onChange={(next) => setPicked({ ...picked, other: next })}
          choices={[
            { value: NONE, label: 'Nothing' },
            ...choices.filter(({ value }) => value !== one),
          ]}
        />
        <span className="text-muted">for</span>
        <Select
          label="Network"
          className="max-w-36"
          value={network}
          onChange={(next) => setPicked({ ...picked, network: next })}
          choices={NETWORK_IDS.map((id) => ({
            value: id,
            label: NETWORKS[id].name,
            icon: <NetworkGlyph network={id} size={14} />,
          }))}
        />
        <div className="ml-auto">
          {bench.isRunning ? (
            <Button icon={<Square size={12} />} onClick={() => void bench.cancel()}>
              Cancel
            </Button>
          ) : (
            <Button
              tone="primary"
              icon={<Play size={14} />}
              onClick={() => run(examples.slice(0, MOST).map(({ id }) => id))}
            >
              {runLabel(Math.min(examples.length, MOST), shown.length)}
            </Button>
          )}
        </div>
      </div>
      <p role="status" className="sr-only">
        {bench.isRunning
          ? `${here} of ${examples.length * versionIds.length} answers are here`
          : ''}
      </p>
      {isChanged && (
        <p className="text-small text-muted">
          What you are writing is tried once it is kept as a version: versions are never lost.
        </p>
      )}
      {bench.refusal && <WhyNot {...bench.refusal} />}
      {bench.warning && <Notice tone="attention">{bench.warning}</Notice>}
      <BenchTable
        {...{ bench, prompt, versionIds, examples }}
        cells={data.cells}
        network={network}
        onRun={run}
        onChange={setEdited}
        onRemove={(example) => void remove(example)}
      />
      <Button
        tone="ghost"
        className="self-start"
        icon={<Plus size={14} />}
        onClick={() => setEdited('new')}
      >
        Add an example
      </Button>
      {dialog}
    </div>
  );
}

const runLabel = (examples: number, versions: number): string => {
  const count = examples * versions;
  return count === 1 ? 'Try it' : `Try all: ${count} answers`;
};
