import { useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Authorisation } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

type Choice = Authorisation['choices'][number];

interface ChooseAccountsProps {
  authorisation: Authorisation;
  onLeave: () => void;
}

/** Which of the pages, profiles and organisations that the person let us use are this client's. */
export function ChooseAccounts({ authorisation, onLeave }: ChooseAccountsProps) {
  const { id, network, choices } = authorisation;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = useRouteMutation('accounts.chooseAuthorised');
  const toggle = (remoteId: string) => {
    const next = new Set(chosen);
    if (!next.delete(remoteId)) next.add(remoteId);
    setChosen(next);
  };
  const count = chosen.size;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (count > 0) choose.mutate({ id, remoteIds: [...chosen] });
      }}
    >
      <fieldset className="min-w-0">
        <legend className="mb-2 font-medium">
          {NETWORKS[network].name} let you use these. Which belong to this client?
        </legend>
        <ul className="rounded-card border border-hairline">
          {choices.map((choice) => (
            <li key={choice.remoteId} className="border-b border-hairline last:border-b-0">
              <label className="flex min-h-12 items-center gap-3 px-3 py-2 has-disabled:opacity-60">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={chosen.has(choice.remoteId)}
                  disabled={choice.connected === 'elsewhere'}
                  onChange={() => toggle(choice.remoteId)}
                />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">
                    {choice.displayName || choice.handle}
                  </span>
                  <span className="block truncate text-small text-muted">{noteOf(choice)}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      {choose.isError && (
        <Notice tone="failed" live className="mt-3">
          {sentenceOf(choose.error)}
        </Notice>
      )}
      <div className="mt-4 flex gap-2">
        <Button type="submit" tone="primary" disabled={count === 0} busy={choose.isPending}>
          {count > 1 ? `Connect ${count} accounts` : 'Connect'}
        </Button>
        <Button tone="ghost" onClick={onLeave}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function noteOf({ handle, followers, connected }: Choice): string {
  const parts = [`@${handle}`];
  if (followers !== null)
    parts.push(`${followers.toLocaleString()} ${followers === 1 ? 'follower' : 'followers'}`);
  if (connected === 'here') parts.push('connected, its sign-in is renewed');
  if (connected === 'elsewhere') parts.push('another client has it');
  return parts.join(' · ');
}
