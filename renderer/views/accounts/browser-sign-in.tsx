import { type FormEvent, useEffect, useState } from 'react';
import type { NetworkCapabilities, RedirectStrategy } from '../../../shared/domain/network.ts';
import type { Account, Application } from '../../../shared/ipc/views.ts';
import { isFailure, sentenceOf } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { DeveloperApp } from './developer-app.tsx';
import { OtherServer } from './other-server.tsx';
import { Scopes } from './scopes.tsx';
import { readServiceUrl } from './service-url.ts';
import { SignInProgress } from './sign-in-progress.tsx';
import { Unfold } from './unfold.tsx';
import { useSignIn } from './use-sign-in.ts';
import { openWays, usualWay, WAY_BACK } from './ways-back.ts';

interface BrowserSignInProps {
  clientId: string;
  network: NetworkCapabilities;
  /** The account that signs in again; null for a new one. */
  account?: Account | null;
  onDone: (accounts: readonly Account[]) => void;
  onCancel: () => void;
  cancelLabel?: string;
  /** Told while something is under way that must not be switched away from. */
  onBusy?: ((busy: boolean) => void) | undefined;
}

/** Signing in through the person's own browser: first the app of one's own where the network wants one, then the page. */
export function BrowserSignIn(props: BrowserSignInProps) {
  const { network, account = null } = props;
  const oauth = network.oauth;
  const wantsApp = oauth?.application === 'person';
  const applications = useRoute(
    'applications.list',
    { network: network.id },
    { enabled: wantsApp },
  );
  const [changing, setChanging] = useState(false);
  const [way, setWay] = useState<RedirectStrategy | null>(null);
  if (!oauth) return null;
  if (wantsApp && applications.isError)
    return (
      <Notice tone="failed" live>
        {sentenceOf(applications.error)}
      </Notice>
    );
  if (wantsApp && !applications.data) return null;

  const at = account?.serviceUrl ?? network.defaultServiceUrl;
  const application = applications.data?.find(({ serviceUrl }) => serviceUrl === at) ?? null;
  if (wantsApp && (changing || !application || (oauth.secret === true && !application.hasSecret)))
    return (
      <DeveloperApp
        network={network}
        serviceUrl={at}
        application={application}
        onSaved={(chosen) => {
          setWay(chosen);
          setChanging(false);
        }}
        onCancel={changing ? () => setChanging(false) : props.onCancel}
        cancelLabel={changing ? 'Back' : (props.cancelLabel ?? 'Cancel')}
      />
    );
  return (
    <Begin
      {...props}
      way={way}
      onWay={setWay}
      application={application}
      onChangeApp={() => setChanging(true)}
    />
  );
}

interface BeginProps extends BrowserSignInProps {
  application: Application | null;
  way: RedirectStrategy | null;
  onWay: (way: RedirectStrategy) => void;
  onChangeApp: () => void;
}

function Begin(props: BeginProps) {
  const { clientId, network, account = null, application, onDone, onCancel, onBusy } = props;
  const signIn = useSignIn(onDone);
  // A server of one's own is the rule where each registers applications by itself.
  const servers = network.serviceUrlEditable && account === null;
  const asksServer = servers && network.oauth?.application === 'automatic';
  const [server, setServer] = useState<string | null>(asksServer ? '' : null);
  const [tried, setTried] = useState(false);
  const ways = network.oauth ? openWays(network.oauth, application?.redirectUri ?? null) : [];
  const usual = network.oauth ? usualWay(network.oauth, application?.redirectUri ?? null) : null;
  const way = props.way && ways.includes(props.way) ? props.way : usual;

  const state = signIn.now?.state;
  const busy =
    signIn.isBeginning || state === 'waiting' || state === 'checking' || state === 'choosing';
  useEffect(() => onBusy?.(busy), [busy, onBusy]);

  if (signIn.now) return <SignInProgress authorisation={signIn.now} onLeave={signIn.leave} />;

  const serviceUrl = server?.trim() ? readServiceUrl(server) : undefined;
  const badServer = serviceUrl === null || (asksServer && serviceUrl === undefined);
  const serverError = isFailure(signIn.problem, 'insecure_service_url')
    ? sentenceOf(signIn.problem)
    : tried && badServer
      ? `An address such as ${new URL(network.defaultServiceUrl).host}.`
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (badServer) return;
    const place = account?.serviceUrl ?? serviceUrl;
    signIn.begin({
      clientId,
      network: network.id,
      ...(place && { serviceUrl: place }),
      ...(account && { accountId: account.id }),
      ...(way && way !== usual && { redirect: way }),
    });
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {asksServer && (
        <Field
          label="Server"
          hint="Where the account is at home, the part after the second @."
          error={serverError}
        >
          <Input
            autoFocus
            value={server ?? ''}
            placeholder={new URL(network.defaultServiceUrl).host}
            autoCapitalize="off"
            onChange={(event) => setServer(event.target.value)}
          />
        </Field>
      )}
      <p className="text-muted">
        {network.name} opens in your own browser. You sign in there and allow ClientNest; it never
        sees your password.
      </p>
      {application && (
        <p className="flex items-baseline gap-2 text-small">
          <span className="min-w-0 flex-1 truncate text-muted">
            With your app <span data-selectable>{application.clientId}</span>
          </span>
          <Button size="compact" tone="ghost" onClick={props.onChangeApp}>
            Change
          </Button>
        </p>
      )}
      {ways.length > 1 && way && (
        <Field label="How the browser comes back" hint={WAY_BACK[way].about}>
          <Select
            value={way}
            onChange={props.onWay}
            choices={ways.map((each) => ({ value: each, label: WAY_BACK[each].label }))}
          />
        </Field>
      )}
      <Unfold label="What ClientNest asks for">
        <Scopes network={network} />
      </Unfold>
      {servers && !asksServer && (
        <OtherServer network={network} value={server} onChange={setServer} error={serverError} />
      )}
      {signIn.problem && serverError === undefined && (
        <Notice tone="failed" live>
          {sentenceOf(signIn.problem)}
        </Notice>
      )}
      <div className="mt-1 flex gap-2">
        <Button type="submit" tone="primary" busy={signIn.isBeginning}>
          {account ? 'Sign in again' : 'Open the browser'}
        </Button>
        <Button tone="ghost" onClick={onCancel}>
          {props.cancelLabel ?? 'Cancel'}
        </Button>
      </div>
    </form>
  );
}
