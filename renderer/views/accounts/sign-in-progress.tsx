import { ExternalLink, Globe } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Authorisation } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton, CopyLine } from '../../ui/copy.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { timeText } from '../calendar/time.ts';
import { ChooseAccounts } from './choose-accounts.tsx';
import { Unfold } from './unfold.tsx';

interface SignInProgressProps {
  authorisation: Authorisation;
  /** The network is one that this computer plays. */
  isPractice?: boolean;
  /** Stops, and goes back to where it began. */
  onLeave: () => void;
}

/** A sign-in that is under way in the browser: what to do there, what comes next, and the way out. */
export function SignInProgress(props: SignInProgressProps) {
  const { authorisation, onLeave } = props;
  const { name } = NETWORKS[authorisation.network];
  switch (authorisation.state) {
    case 'waiting':
      return <Waiting {...props} />;
    case 'choosing':
      return <ChooseAccounts authorisation={authorisation} onLeave={onLeave} />;
    case 'failed':
      return (
        <>
          <Notice tone="failed" live>
            {authorisation.failure?.message}
          </Notice>
          <Button tone="primary" className="mt-4" onClick={onLeave}>
            Start again
          </Button>
        </>
      );
    default:
      return (
        <p role="status" className="text-muted">
          {authorisation.state === 'done'
            ? 'Connected.'
            : `You allowed it. ${name} is asked whose account it is.`}
        </p>
      );
  }
}

function Waiting({ authorisation, isPractice = false, onLeave }: SignInProgressProps) {
  const { network, url, opened, redirect, endsAt, notice } = authorisation;
  const { name: itsName } = NETWORKS[network];
  const name = isPractice ? `the practice ${itsName}` : itsName;
  const style = useTimeStyle();
  const byHand = redirect === 'manual-code';
  return (
    <div className="flex flex-col gap-4">
      <div role="status" className="flex items-start gap-3">
        <span className="flex size-9 shrink-0 items-center justify-center rounded-card bg-sunken text-muted">
          <Globe size={18} aria-hidden />
        </span>
        <div className="min-w-0">
          <p className="font-medium">
            {opened ? `Your browser is open at ${name}.` : 'Your browser did not open by itself.'}
          </p>
          <p className="mt-0.5 text-muted">
            {byHand
              ? 'Allow it there, then bring back what the last page shows.'
              : opened
                ? 'Come back here when you have allowed it.'
                : `Copy the address and open it yourself. Come back here when you have allowed it.`}{' '}
            It waits until {timeText(endsAt, style)}.
          </p>
        </div>
      </div>
      {!opened && <CopyLine what="the address" text={url} />}
      {notice !== null && (
        <Notice tone="attention" live>
          {notice}
        </Notice>
      )}
      {byHand && <PasteAnswer authorisation={authorisation} />}
      <div className="flex flex-wrap gap-2">
        <Button
          icon={<ExternalLink size={16} />}
          onClick={() => window.open(url, '_blank', 'noopener')}
        >
          {opened ? 'Open again' : 'Open the browser'}
        </Button>
        <CopyButton text={url}>Copy address</CopyButton>
        <Button tone="ghost" onClick={onLeave}>
          Cancel
        </Button>
      </div>
      {!byHand && (
        <Unfold label="The browser does not come back">
          <PasteAnswer authorisation={authorisation} />
        </Unfold>
      )}
    </div>
  );
}

/** What the person copied from the browser: a code, or the whole address of the last page. */
function PasteAnswer({ authorisation }: { authorisation: Authorisation }) {
  const finish = useRouteMutation('accounts.finishAuthorisation');
  const [answer, setAnswer] = useState('');
  const byHand = authorisation.redirect === 'manual-code';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (answer.trim()) finish.mutate({ id: authorisation.id, answer });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <Field
        label={byHand ? 'Code, or address of the last page' : 'Address of the last page'}
        hint="Copy it whole from the browser’s address bar. It is good for a short time only."
        error={finish.isError ? sentenceOf(finish.error) : undefined}
      >
        <Input
          value={answer}
          maxLength={8192}
          autoCapitalize="off"
          onChange={(event) => setAnswer(event.target.value)}
        />
      </Field>
      <Button
        type="submit"
        tone={byHand ? 'primary' : 'secondary'}
        disabled={!answer.trim()}
        busy={finish.isPending}
        className="self-start"
      >
        Go on
      </Button>
    </form>
  );
}
