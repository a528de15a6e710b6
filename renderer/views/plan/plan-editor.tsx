import { useEffect, useRef, useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { withServerLimits } from '../../../shared/domain/server-limits.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import type { Account, PlanProposal } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Field, Input, Textarea } from '../../ui/field.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Notice } from '../../ui/notice.tsx';
import { dayAt } from '../calendar/time.ts';
import { AccountPicker } from '../composer/account-picker.tsx';
import { TimeField } from '../composer/time-field.tsx';

interface PlanEditorProps {
  proposal: PlanProposal;
  accounts: readonly Account[];
  onClose: () => void;
}

/** A proposal as the person wants it. Leaving it keeps what was changed. */
export function PlanEditor({ proposal, accounts, onClose }: PlanEditorProps) {
  const { zone } = useTimeStyle();
  const today = dayAt(useNow(), zone);
  const [draft, setDraft] = useState(() => said(proposal));
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const form = useRef<HTMLFormElement>(null);
  const latest = useRef(draft);
  const change = (part: Partial<typeof draft>) => {
    setProblem(null);
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
  };

  const save = async (): Promise<void> => {
    // The time is taken when its field is left, and says then what is wrong with it.
    const left = document.activeElement;
    if (left instanceof HTMLInputElement) left.blur();
    await new Promise(requestAnimationFrame);
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) return wrong.focus();
    const draft = latest.current;
    if (JSON.stringify(draft) === JSON.stringify(said(proposal))) return onClose();
    if (draft.text.trim() === '') return setProblem('Write something, or dismiss it.');
    if (draft.accountIds.length === 0) return setProblem('Choose where it goes.');
    const { wallTime, ...rest } = draft;
    const moved = wallTime === proposal.wallTime ? {} : { wallTime };
    const answer = await ask('plans.change', { id: proposal.id, ...rest, ...moved });
    if (answer.ok) onClose();
    else setProblem(answer.error.message);
  };

  return (
    <li className="border-b border-hairline bg-pressed/60 shadow-[inset_3px_0_0_var(--accent)]">
      <form
        ref={form}
        aria-label="Proposal"
        className="flex flex-col gap-3 py-3 pr-4 pl-6"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onKeyDown={(event) => {
          const isDone =
            event.key === 'Escape' || (event.key === 'Enter' && (event.metaKey || event.ctrlKey));
          if (!isDone || event.defaultPrevented) return;
          event.preventDefault();
          event.stopPropagation();
          void save();
        }}
      >
        <div className="flex flex-wrap items-start gap-3">
          <Field label="Day" className="w-38">
            <Input
              type="date"
              min={today}
              value={draft.wallTime.slice(0, 10)}
              onChange={({ target }) =>
                target.value && change({ wallTime: `${target.value}${draft.wallTime.slice(10)}` })
              }
            />
          </Field>
          <TimeField wall={draft.wallTime} onChange={(wallTime) => change({ wallTime })} />
          <Field label="Topic" className="min-w-40 flex-1">
            <Input
              dir="auto"
              maxLength={200}
              value={draft.topic}
              onChange={(event) => change({ topic: event.target.value })}
            />
          </Field>
          <Field label="Category" optional className="w-40">
            <Input
              dir="auto"
              maxLength={60}
              value={draft.category}
              onChange={(event) => change({ category: event.target.value })}
            />
          </Field>
        </div>
        <Field label="Text">
          <Textarea
            ref={field}
            dir="auto"
            rows={6}
            maxLength={20_000}
            spellCheck
            value={draft.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        </Field>
        <AccountPicker
          accounts={accounts}
          targets={draft.accountIds.map((accountId) => ({ accountId, text: null }))}
          disabled={false}
          onToggle={(id) =>
            change({
              accountIds: draft.accountIds.includes(id)
                ? draft.accountIds.filter((other) => other !== id)
                : [...draft.accountIds, id],
            })
          }
        />
        {problem !== null && (
          <Notice tone="attention" live>
            {problem}
          </Notice>
        )}
        <div className="flex items-center gap-3">
          <Button type="submit" size="compact" tone="primary">
            Done
          </Button>
          <Kbd keys={['escape']} hidden />
          <Lengths
            text={draft.text}
            accounts={accounts.filter(({ id }) => draft.accountIds.includes(id))}
          />
        </div>
      </form>
    </li>
  );
}

const said = ({ wallTime, accountIds, topic, text, category }: PlanProposal) => ({
  ...{ wallTime, accountIds, topic, text, category },
});

/** How long the text is, as each of the networks counts. */
function Lengths({ text, accounts }: { text: string; accounts: readonly Account[] }) {
  const counts = new Map(
    accounts.map(({ network, serverLimits }) => {
      const capabilities = withServerLimits(NETWORKS[network], serverLimits);
      const { used, limit, over } = measureText(text, capabilities.text);
      return [`${network} ${limit}`, { name: capabilities.name, used, limit, over }];
    }),
  );
  return (
    <span className="ml-auto flex flex-wrap justify-end gap-x-3 text-small text-muted tabular-nums">
      {[...counts].map(([key, { name, used, limit, over }]) => (
        <span key={key} className={cx(over && 'text-attention')}>
          {name} {used.toLocaleString()} of {limit.toLocaleString()}
        </span>
      ))}
    </span>
  );
}
