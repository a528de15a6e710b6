import { type FormEvent, type ReactNode, useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { Client } from '../../../shared/ipc/views.ts';
import { useGo } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { isFailure, sentenceOf } from '../../ipc/client.ts';
import { useRoute, useRouteMutation } from '../../ipc/queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { PracticeBadgeOf } from '../post-status/practice-badge.tsx';
import { counted } from './counted.ts';

type Look = RouteOutput<'offboarding.look'>;

interface OffboardingSheetProps {
  client: Client;
  /** Puts the client away; null where it is put away already. */
  onArchive: (() => void) | null;
  onClose: () => void;
  /** Where there is more to leave than the sheet. */
  onErased?: () => void;
}

/** When a client leaves: hand over what was made, end the sign-ins, erase. In this order, each when the person says so. */
export function OffboardingSheet({
  client,
  onArchive,
  onClose,
  onErased = onClose,
}: OffboardingSheetProps) {
  const look = useRoute('offboarding.look', { clientId: client.id });
  const go = useGo();
  const held = (look.data?.underWay ?? 0) > 0;
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      width="medium"
      title={
        <span className="flex items-center gap-2.5">
          <Avatar name={client.name} colour={client.colour} className="size-6" />
          When {client.name} leaves
        </span>
      }
    >
      {look.isError ? (
        <QueryProblem error={look.error} onRetry={() => void look.refetch()} />
      ) : (
        look.data && (
          <div className="mx-auto flex max-w-116 flex-col gap-6">
            <p className="text-muted">
              {client.name} has {counted(look.data.posts, 'post', 'posts')},{' '}
              {counted(look.data.accounts.length, 'account', 'accounts')}
              {', and '}
              {counted(look.data.media, 'picture or video', 'pictures and videos')} that no other
              client uses. Nothing below happens before you press its button. What is published
              stays on the networks.
            </p>
            {held && (
              <Notice
                tone="attention"
                action={
                  <Button size="compact" onClick={() => go(`/posts?client=${client.id}`)}>
                    Show them
                  </Button>
                }
              >
                {counted(look.data.underWay, 'post is', 'posts are')} scheduled or not finished.
                Unschedule or settle {look.data.underWay === 1 ? 'it' : 'them'} before you sign out
                or erase.
              </Notice>
            )}
            <HandOverStep look={look.data} />
            <SignOutStep look={look.data} held={held} onDone={() => void look.refetch()} />
            <EraseStep look={look.data} held={held} onArchive={onArchive} onErased={onErased} />
          </div>
        )
      )}
    </Sheet>
  );
}

const Step = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="flex flex-col items-start gap-2.5">
    <h3 className="font-medium">{title}</h3>
    {children}
  </section>
);

function HandOverStep({ look }: { look: Look }) {
  const run = useRouteMutation('offboarding.export');
  const cancelled = isFailure(run.error, 'cancelled');
  return (
    <Step title="1. Hand over what was made">
      <p className="text-muted">
        Posts, deliveries, links, people, time, labels, library and approvals, as CSV and JSON, in a
        new folder. Your own notes on the client stay with you.
      </p>
      <Button busy={run.isPending} onClick={() => run.mutate({ clientId: look.clientId })}>
        {run.data ? 'Export again' : 'Choose a folder'}
      </Button>
      {run.data && (
        <Notice tone="published" live className="w-full break-words">
          {counted(run.data.files.length, 'file', 'files')} in {run.data.folder}
        </Notice>
      )}
      {run.isError && !cancelled && (
        <Notice tone="failed" live className="w-full">
          {sentenceOf(run.error)}
        </Notice>
      )}
    </Step>
  );
}

const REVOCATION: Record<Look['accounts'][number]['revocation'], string> = {
  can: 'The network is told to end it',
  shared: 'Forgotten here only: accounts of other clients hang on the same sign-in',
  cannot: 'Forgotten here only: the network can’t be told',
  signed_out: 'Signed out',
};

interface StepProps {
  look: Look;
  held: boolean;
}

function SignOutStep({ look, held, onDone }: StepProps & { onDone: () => void }) {
  const run = useRouteMutation('offboarding.revoke');
  const open = look.accounts.filter(({ revocation }) => revocation !== 'signed_out');
  const outcomes = new Map(run.data?.map((each) => [each.accountId, each]));
  return (
    <Step title="2. End the sign-ins">
      {look.accounts.length === 0 ? (
        <p className="text-muted">There are none.</p>
      ) : (
        <>
          <p className="text-muted">
            Nothing is published to them any more. To undo it, somebody signs in again.
          </p>
          <ul className="w-full rounded-card border border-hairline">
            {look.accounts.map(({ accountId, network, handle, revocation }) => (
              <li
                key={accountId}
                className="flex items-start gap-2.5 border-b border-hairline px-3 py-2 last:border-b-0"
              >
                <NetworkGlyph network={network} said className="mt-0.5 text-muted" />
                <div className="min-w-0">
                  <p className="flex items-center gap-2 font-medium">
                    <span className="truncate">@{handle}</span>
                    <PracticeBadgeOf accountId={accountId} />
                  </p>
                  <p className="text-small text-muted">
                    {outcomes.get(accountId)?.message ?? `${REVOCATION[revocation]}.`}
                    {revocation === 'cannot' &&
                      ` Withdraw it in the settings of ${NETWORKS[network].name} too.`}
                  </p>
                </div>
              </li>
            ))}
          </ul>
          {open.length > 0 && (
            <Button
              disabled={held}
              busy={run.isPending}
              onClick={() => run.mutate({ clientId: look.clientId }, { onSettled: onDone })}
            >
              Sign out {counted(open.length, 'account', 'accounts')}
            </Button>
          )}
          {run.isError && (
            <Notice tone="failed" live className="w-full">
              {sentenceOf(run.error)}
            </Notice>
          )}
        </>
      )}
    </Step>
  );
}

function EraseStep({
  look,
  held,
  onArchive,
  onErased,
}: StepProps & Pick<OffboardingSheetProps, 'onArchive'> & { onErased: () => void }) {
  const run = useRouteMutation('offboarding.erase');
  const [name, setName] = useState('');
  const matches = name.trim() === look.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!matches || held) return;
    run.mutate(
      { clientId: look.clientId, name: name.trim() },
      {
        onSuccess: ({ backups }) => {
          onErased();
          toast.done(
            backups === 0
              ? `${look.name} is erased.`
              : `${look.name} is erased. ${counted(backups, 'encrypted backup', 'encrypted backups')} on this computer still ${backups === 1 ? 'has' : 'have'} it, until newer ones take their place.`,
          );
        },
      },
    );
  };
  return (
    <Step title="3. Erase">
      <p className="text-muted">
        Posts, accounts, deliveries and media go, and can’t be brought back. To only put {look.name}{' '}
        away, archive it: that can be undone.
      </p>
      <form onSubmit={submit} noValidate className="flex w-full flex-col gap-3">
        <Field
          label={`Type “${look.name}” to erase it`}
          error={run.isError ? sentenceOf(run.error) : undefined}
        >
          <Input
            value={name}
            maxLength={120}
            disabled={held}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <div className="flex gap-2">
          <Button type="submit" tone="danger" disabled={!matches || held} busy={run.isPending}>
            Erase for good
          </Button>
          {onArchive && (
            <Button tone="ghost" onClick={onArchive}>
              Archive instead
            </Button>
          )}
        </div>
      </form>
    </Step>
  );
}
