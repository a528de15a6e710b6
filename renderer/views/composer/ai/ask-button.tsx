import { Button } from '../../../ui/button.tsx';

interface AskButtonProps {
  task: { state: { kind: 'idle' | 'running' | 'done' | 'failed' } };
  label: string;
  /** Where there is an answer already. */
  again?: string;
  disabled: boolean;
  /** Left out, it sends the form that it stands in. */
  onAsk?: () => void;
}

/** The one thing to do, until it is done: then what came of it is. */
export const AskButton = ({
  task: { state },
  label,
  again = label,
  disabled,
  onAsk,
}: AskButtonProps) => (
  <Button
    className="self-end"
    tone={state.kind === 'done' ? 'secondary' : 'primary'}
    busy={state.kind === 'running'}
    disabled={disabled}
    {...(onAsk ? { onClick: onAsk } : { type: 'submit' as const })}
  >
    {state.kind === 'done' ? again : label}
  </Button>
);
