import { Settings2, Square } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { RouteOutput } from '../../../../shared/ipc/contract.ts';
import { onDemand } from '../../../app/on-demand.tsx';
import { useGo } from '../../../app/place.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { type Example, KeepExample } from './keep-example.tsx';
import type { StudioTask, TaskRoute } from './use-task.ts';

const WhatWasSent = onDemand(
  async () => (await import('../../settings/ai-requests.tsx')).WhatWasSent,
);

const STEPS = {
  waiting: 'Asking…',
  writing: 'Writing…',
  putting_right: 'Putting the answer right…',
  shortening: 'Making it fit…',
} as const;

/** Why something can't be asked, with the way to where that is changed. */
export function WhyNot({ code, message }: { code: string; message: string }) {
  const go = useGo();
  return (
    <Notice
      tone={code === 'cancelled' ? 'info' : 'attention'}
      live
      action={
        IN_SETTINGS.has(code) && (
          <Button
            size="compact"
            icon={<Settings2 size={14} />}
            onClick={() => go('/settings?section=ai')}
          >
            Settings
          </Button>
        )
      }
    >
      {message}
    </Notice>
  );
}
const IN_SETTINGS = new Set([
  ...['no_connection', 'paused', 'no_model', 'no_key', 'keychain_unavailable', 'over_budget'],
  ...['cannot_see', 'not_answered', 'not_understood'],
]);

interface RunningProps<Name extends TaskRoute> {
  task: StudioTask<Name>;
  /** What was asked with, to be kept for the test bench. */
  example?: Example;
  /** Null where others like it stand beside it. */
  label?: string | null;
  /** What it made. */
  children: (value: RouteOutput<Name>) => ReactNode;
}

/** What a task is doing, its words as they come, and at its end what it made. */
export function Running<Name extends TaskRoute>({
  task,
  example,
  label = 'Answer',
  children,
}: RunningProps<Name>) {
  const { state, cancel } = task;
  if (state.kind === 'idle') return null;
  const asked =
    state.kind === 'done' ? state.value.requestIds : state.kind === 'failed' ? state.asked : [];
  return (
    <Part label={label}>
      {state.kind === 'running' && (
        <div className="flex items-center gap-2 text-muted">
          <span role="status">{STEPS[state.step]}</span>
          <Button
            size="compact"
            tone="ghost"
            className="ml-auto"
            icon={<Square size={12} />}
            onClick={cancel}
          >
            Cancel
          </Button>
        </div>
      )}
      {state.kind === 'failed' && <WhyNot code={state.code} message={state.message} />}
      {state.kind !== 'done' && (
        <Arriving texts={state.arriving} waits={state.kind === 'running'} />
      )}
      {state.kind === 'done' && (
        <>
          {state.value.warning && <Notice tone="attention">{state.value.warning}</Notice>}
          {children(state.value)}
        </>
      )}
      {asked.length > 0 && (
        <div className="flex flex-wrap gap-1">
          <Sent requestIds={asked} />
          {/* Another answer is another example. */}
          {example && state.kind === 'done' && <KeepExample key={asked[0]} example={example} />}
        </div>
      )}
    </Part>
  );
}

const Part = ({ label, children }: { label: string | null; children: ReactNode }) =>
  label === null ? (
    <div className="flex flex-col gap-3">{children}</div>
  ) : (
    <section aria-label={label} className="flex flex-col gap-3">
      {children}
    </section>
  );

function Arriving({ texts, waits }: { texts: readonly string[]; waits: boolean }) {
  if (texts.length === 0) return waits ? <Skeleton className="h-20 w-full rounded-card" /> : null;
  return (
    <ul className="flex flex-col gap-2" aria-label="What has come so far">
      {texts.map((text, at) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: they only grow
          key={at}
          dir="auto"
          data-selectable
          className="rounded-card border border-dashed border-hairline px-3 py-2 whitespace-pre-wrap text-muted [overflow-wrap:anywhere]"
        >
          {text}
        </li>
      ))}
    </ul>
  );
}

/** What left this computer, word for word. */
export function Sent({ requestIds }: { requestIds: readonly string[] }) {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <>
      {requestIds.map((id, at) => (
        <Button
          key={id}
          size="compact"
          tone="ghost"
          className="text-muted"
          onClick={() => setShown(id)}
        >
          {requestIds.length === 1 ? 'What was sent' : `What was sent, ${at + 1}`}
        </Button>
      ))}
      {shown !== null && <WhatWasSent id={shown} onClose={() => setShown(null)} />}
    </>
  );
}
