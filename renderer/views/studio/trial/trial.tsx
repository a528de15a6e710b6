import { useState } from 'react';
import { TRIAL_MEASURES } from '../../../../shared/domain/prompts/trial.ts';
import type { Prompt } from '../../../../shared/ipc/views.ts';
import { sentenceOf } from '../../../ipc/client.ts';
import { useRoute, useRouteMutation } from '../../../ipc/queries.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { Loading, Skeleton } from '../../../ui/skeleton.tsx';
import { toast } from '../../../ui/toast.tsx';
import { versionName } from '../version-names.ts';
import { Outcomes } from './outcomes.tsx';

interface TrialProps {
  prompt: Prompt;
  /** To where versions are written. */
  onWrite: () => void;
}

/** Two versions of a prompt beside each other in daily work, and what became of their answers. */
export function Trial({ prompt, onWrite }: TrialProps) {
  const { feature, clientId, used, rival, fallback } = prompt;
  const outcomes = useRoute('prompts.outcomes', { feature, clientId }, { enabled: rival !== null });
  const set = useRouteMutation('prompts.setTrial');
  if (feature === 'score' || feature === 'plan')
    return (
      <p className="py-12 text-center text-muted">
        Nothing of these answers goes into a post word for word, so there is nothing to compare them
        by. Try them on the test bench.
      </p>
    );
  if (rival === null) return <Begin {...{ prompt, onWrite }} set={set} />;

  const choose = (versionId: string | null, name: string) => {
    const before = { versionId: used.id, rivalId: rival.id };
    set.mutate(
      { feature, clientId, versionId, rivalId: null },
      {
        onSuccess: () =>
          toast.undoable(`${name} is the one from now on. The trial is over.`, () =>
            set.mutate({ feature, clientId, ...before }),
          ),
        onError: (error) => toast.failed(sentenceOf(error)),
      },
    );
  };
  const data = outcomes.data;
  return (
    <div className="flex flex-col gap-4">
      {outcomes.isError && <Notice tone="failed">{sentenceOf(outcomes.error)}</Notice>}
      {!data && !outcomes.isError && (
        <Loading label="Loading">
          <Skeleton className="h-64 w-full rounded-card" />
        </Loading>
      )}
      {data && (
        <Outcomes
          measures={feature === 'reply' ? ['taken'] : TRIAL_MEASURES}
          names={{ used: versionName(used, { fallback }), rival: versionName(rival, { fallback }) }}
          notes={{ used: used.note, rival: rival.note }}
          outcomes={data}
          busy={set.isPending}
          onChoose={(side) => {
            const version = side === 'used' ? used : rival;
            choose(version.id, versionName(version, { fallback }));
          }}
        />
      )}
    </div>
  );
}

interface BeginProps extends TrialProps {
  set: ReturnType<typeof useRouteMutation<'prompts.setTrial'>>;
}

/** A choice can't be nothing. */
const STAND_IN = 'stand_in';

function Begin({ prompt, set, onWrite }: BeginProps) {
  const { feature, clientId, used, versions, fallback } = prompt;
  const isOwn = versions.some(({ id }) => id === used.id);
  const others = [
    ...versions
      .filter(({ id }) => id !== used.id)
      .map((version) => ({
        value: version.id ?? STAND_IN,
        label: [versionName(version, prompt), version.note].filter(Boolean).join(': '),
      })),
    ...(isOwn ? [{ value: STAND_IN, label: versionName(fallback, prompt) }] : []),
  ];
  const [picked, setPicked] = useState<string | null>(null);
  const rivalId = others.find(({ value }) => value === picked)?.value ?? others[0]?.value;
  const about = (
    <>
      <h3 className="text-section font-semibold">Which version does better?</h3>
      <p className="mt-1 text-muted">
        Two versions take turns, by chance, each time that you ask. What became of their answers is
        counted: whether you took them, kept them word for word, whether the client said yes at
        first go, and how people took the posts. The test bench is no part of it.
      </p>
    </>
  );
  if (rivalId === undefined)
    return (
      <div className="mx-auto max-w-120 py-10 text-center">
        {about}
        <Button tone="primary" className="mt-4" onClick={onWrite}>
          Write another version first
        </Button>
      </div>
    );
  const begin = () =>
    set.mutate(
      { feature, clientId, versionId: isOwn ? used.id : null, rivalId },
      {
        onSuccess: () =>
          toast.undoable('From now on the two versions take turns.', () =>
            set.mutate({ feature, clientId, versionId: isOwn ? used.id : null, rivalId: null }),
          ),
        onError: (error) => toast.failed(sentenceOf(error)),
      },
    );
  return (
    <div className="max-w-140 py-4">
      {about}
      <form
        className="mt-4 flex items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          begin();
        }}
      >
        <Field label={`Beside ${versionName(used, prompt)}, which is in use`} className="flex-1">
          <Select value={rivalId} onChange={setPicked} choices={others} />
        </Field>
        <Button type="submit" tone="primary" busy={set.isPending}>
          Start the trial
        </Button>
      </form>
    </div>
  );
}
