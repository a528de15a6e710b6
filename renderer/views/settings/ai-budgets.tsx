import { type FormEvent, useState } from 'react';
import type { AiBudget } from '../../../shared/ipc/views.ts';
import { dollarsOf, formatSum, microDollarsIn } from '../../app/ai-cost.ts';
import { call, sentenceOf } from '../../ipc/client.ts';
import { useClients, useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { Row } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { toast } from '../../ui/toast.tsx';
import { FormFoot } from './form-foot.tsx';

/** A value of a choice can't be nothing. */
const ALL = 'all';
const ALL_NAME = 'All clients together';

/** What AI may cost in a month: all together, and for each client. */
export function AiBudgets() {
  const budgets = useRoute('ai.budgets', {}).data;
  const clients = useClients().data ?? [];
  const [editing, setEditing] = useState<string | null>(null);
  if (!budgets) return null;
  const nameOf = (clientId: string | null) =>
    clientId === null
      ? ALL_NAME
      : (clients.find(({ id }) => id === clientId)?.name ?? 'An archived client');
  const free = [
    { value: ALL, label: ALL_NAME },
    ...clients.map(({ id, name }) => ({ value: id, label: name })),
  ].filter(({ value }) => !budgets.some(({ clientId }) => (clientId ?? ALL) === value));

  const remove = async (clientId: string | null) => {
    try {
      const { before } = await call('ai.setBudget', { clientId, budget: null });
      toast.undoable(`The budget of “${nameOf(clientId)}” is removed.`, () => {
        call('ai.setBudget', { clientId, budget: before }).catch((error: unknown) =>
          toast.failed(sentenceOf(error)),
        );
      });
    } catch (error) {
      toast.failed(sentenceOf(error));
    }
  };
  return (
    <section aria-label="Budgets" className="border-b border-hairline last:border-b-0">
      {budgets.map((budget) => {
        const key = budget.clientId ?? ALL;
        if (editing === key)
          return (
            <BudgetForm
              key={key}
              budget={budget}
              choices={[{ value: key, label: nameOf(budget.clientId) }]}
              onDone={() => setEditing(null)}
            />
          );
        return (
          <Row
            key={key}
            label={`Budget · ${nameOf(budget.clientId)}`}
            hint={
              <span className={TONES[budget.standing]}>
                {usedOf(budget)} this month
                {WORDS[budget.standing]}. {budget.stops ? 'Stops there.' : 'Only says so there.'}
              </span>
            }
          >
            <div className="flex gap-2">
              <Button tone="ghost" onClick={() => void remove(budget.clientId)}>
                Remove
              </Button>
              <Button onClick={() => setEditing(key)}>Change</Button>
            </div>
          </Row>
        );
      })}
      {editing === 'new' ? (
        <BudgetForm budget={null} choices={free} onDone={() => setEditing(null)} />
      ) : (
        free.length > 0 && (
          <Row
            label={budgets.length === 0 ? 'No budget' : 'Another budget'}
            hint="What AI may use in a month, in dollars or in tokens, for all clients or for one."
          >
            <Button onClick={() => setEditing('new')}>Set a budget</Button>
          </Row>
        )
      )}
    </section>
  );
}

const usedOf = ({ cost, tokens, spentCost, spentTokens }: AiBudget): string =>
  [
    ...(cost === null ? [] : [`${formatSum(spentCost)} of ${formatSum(cost)}`]),
    ...(tokens === null
      ? []
      : [`${spentTokens.toLocaleString()} of ${tokens.toLocaleString()} tokens`]),
  ].join(', ');

const TONES = { fine: '', near: 'text-attention', over: 'text-failed' };
const WORDS = { fine: '', near: ', nearly used up', over: ', used up' };

interface BudgetFormProps {
  budget: AiBudget | null;
  choices: readonly { value: string; label: string }[];
  onDone: () => void;
}

function BudgetForm({ budget, choices, onDone }: BudgetFormProps) {
  const [of, setOf] = useState(choices[0]?.value ?? ALL);
  const [amount, setAmount] = useState(
    budget?.cost == null ? '' : dollarsOf(budget.cost / 1_000_000),
  );
  const [warnAt, setWarnAt] = useState(String(budget?.warnAt ?? 80));
  const [stops, setStops] = useState(budget?.stops ?? true);
  const [problem, setProblem] = useState<string | null>(null);
  const [tokens, setTokens] = useState(budget?.tokens?.toLocaleString('en-US') ?? '');
  const micro = microDollarsIn(amount);
  const most = Number(tokens.replace(/\D/g, ''));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (amount.trim() !== '' && !micro)
      return setProblem('Write an amount in dollars, such as 5 or 12.50.');
    if (!micro && most === 0)
      return setProblem('Write an amount in dollars, a number of tokens, or both.');
    try {
      await call('ai.setBudget', {
        clientId: of === ALL ? null : of,
        budget: {
          ...{ cost: micro ? micro * 1_000_000 : null, tokens: most || null, stops },
          warnAt: Math.min(100, Math.max(1, Number.parseInt(warnAt, 10) || 80)),
        },
      });
      onDone();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <form
      aria-label="Budget"
      onSubmit={(event) => void submit(event)}
      className="grid grid-cols-2 gap-4 border-b border-hairline p-4 last:border-b-0"
    >
      <Field label="Of">
        <Select value={of} onChange={setOf} choices={choices} disabled={budget !== null} />
      </Field>
      <Field label="Dollars a month" optional hint="Needs the prices of your models">
        <Input
          autoFocus
          inputMode="decimal"
          maxLength={12}
          className="tabular-nums"
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
        />
      </Field>
      <Field label="Tokens a month" optional hint="Sent and written, whatever they cost">
        <Input
          inputMode="numeric"
          maxLength={15}
          className="tabular-nums"
          placeholder="1,000,000"
          value={tokens}
          onChange={(event) => {
            const digits = event.target.value.replace(/\D/g, '').slice(0, 12);
            setTokens(digits === '' ? '' : Number(digits).toLocaleString('en-US'));
          }}
        />
      </Field>
      <Field label="Tell me from, %">
        <Input
          inputMode="numeric"
          maxLength={3}
          className="tabular-nums"
          value={warnAt}
          onChange={(event) => setWarnAt(event.target.value.replace(/\D/g, ''))}
        />
      </Field>
      <div className="col-span-2 flex items-center gap-3">
        <Switch aria-labelledby="ai-budget-stops" checked={stops} onChange={setStops} />
        <span id="ai-budget-stops">
          Stop there
          <span className="text-muted">
            , also in the middle of an answer; what had come is kept
          </span>
        </span>
      </div>
      <FormFoot problem={problem} label="Save the budget" onCancel={onDone} />
    </form>
  );
}
