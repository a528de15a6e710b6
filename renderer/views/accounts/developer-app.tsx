import { ExternalLink } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { NetworkCapabilities, RedirectStrategy } from '../../../shared/domain/network.ts';
import type { Application } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRoute, useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton, CopyLine } from '../../ui/copy.tsx';
import { Field, Input, PasswordInput } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';
import { developerGuide } from './developer-guides.ts';
import { Scopes } from './scopes.tsx';
import { usualWay, WAY_BACK, wantsOwnPage, waysBack } from './ways-back.ts';

interface DeveloperAppProps {
  network: NetworkCapabilities;
  serviceUrl: string;
  /** The one that is kept; null where there is none yet. */
  application: Application | null;
  /** With the way back that was registered. */
  onSaved: (way: RedirectStrategy) => void;
  onCancel: () => void;
  cancelLabel: string;
}

/** The way to a developer app of one's own: where to click, what to paste there, and what to bring back. */
export function DeveloperApp(props: DeveloperAppProps) {
  const { network, application } = props;
  const oauth = network.oauth;
  const guide = developerGuide(network.id);
  const told = useRoute('applications.redirects', { network: network.id });
  const ways = oauth ? waysBack(oauth) : [];
  const usual = oauth ? usualWay(oauth, application?.redirectUri ?? null) : null;
  const [chosen, setChosen] = useState<RedirectStrategy | null>(null);
  const way = chosen ?? usual ?? ways[0];
  const [page, setPage] = useState(application?.redirectUri ?? '');
  if (!oauth || !way) return null;
  const ownPage = wantsOwnPage(way, oauth);
  const addresses = told.data?.redirects.find(({ strategy }) => strategy === way)?.addresses ?? [];

  return (
    <div className="flex flex-col gap-5">
      <p className="text-muted">
        {network.name} lets in only apps that are registered there. Make one of your own, once: it
        serves all your clients, and its keys stay on this computer.
      </p>
      <ol className="flex flex-col gap-5">
        {guide && (
          <Step number={1} title="Make the app">
            <Button
              icon={<ExternalLink size={16} />}
              className="self-start"
              onClick={() => window.open(guide.console, '_blank', 'noopener')}
            >
              Open {new URL(guide.console).host}
            </Button>
            {guide.make.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Step>
        )}
        <Step number={guide ? 2 : 1} title="Register the way back">
          {ways.length > 1 && (
            <Segmented
              label="How the browser comes back"
              value={way}
              onChange={setChosen}
              choices={ways.map((each) => ({ value: each, label: WAY_BACK[each].label }))}
              className="self-start"
            />
          )}
          <p className="text-muted">{WAY_BACK[way].about}</p>
          {guide && <p>{guide.register}</p>}
          {ownPage ? (
            <OwnPage
              page={page}
              onPage={setPage}
              relayPage={way === 'https-relay' ? (told.data?.relayPage ?? null) : null}
            />
          ) : (
            addresses.map((address, index) => (
              <CopyLine key={address} what={`address ${index + 1}`} text={address} />
            ))
          )}
        </Step>
        <Step number={guide ? 3 : 2} title="Allow what ClientNest needs">
          {guide?.scopes && <p>{guide.scopes}</p>}
          <Scopes network={network} />
        </Step>
        <Step number={guide ? 4 : 3} title="Bring its keys here">
          {guide && <p>{guide.copy}</p>}
          <Keys {...props} page={ownPage ? page : null} onSaved={() => props.onSaved(way)} />
        </Step>
      </ol>
      {guide?.note && <Notice>{guide.note}</Notice>}
    </div>
  );
}

interface StepProps {
  number: number;
  title: string;
  children: ReactNode;
}

const Step = ({ number, title, children }: StepProps) => (
  <li className="flex gap-3">
    <span
      aria-hidden
      className="flex size-5 shrink-0 items-center justify-center rounded-full bg-hover text-small font-medium tabular-nums"
    >
      {number}
    </span>
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      <p className="font-medium">{title}</p>
      {children}
    </div>
  </li>
);

interface OwnPageProps {
  page: string;
  onPage: (page: string) => void;
  /** The HTML to put there; null where any page will do. */
  relayPage: string | null;
}

/** A page of the person's own on the web, for networks that only come back to one. */
const OwnPage = ({ page, onPage, relayPage }: OwnPageProps) => (
  <>
    {relayPage !== null && (
      <p className="flex items-center gap-2">
        <span className="min-w-0 flex-1">
          Put this page at an https address of yours. It keeps nothing.
        </span>
        <CopyButton text={relayPage} size="compact">
          Copy its HTML
        </CopyButton>
      </p>
    )}
    <Field
      label="Address of your page"
      hint="Register exactly this address at the network."
      error={page && !isHttps(page) ? 'An address that begins with https://.' : undefined}
    >
      <Input
        type="url"
        value={page}
        maxLength={2048}
        placeholder="https://example.com/clientnest.html"
        onChange={(event) => onPage(event.target.value.trim())}
      />
    </Field>
  </>
);

const isHttps = (address: string): boolean =>
  URL.canParse(address) && new URL(address).protocol === 'https:';

interface KeysProps extends Omit<DeveloperAppProps, 'onSaved'> {
  /** The page of one's own; null where this way back goes without. */
  page: string | null;
  onSaved: () => void;
}

/** Id and secret. What is typed as the secret goes to the keychain, and never comes back. */
function Keys({
  network,
  serviceUrl,
  application,
  page,
  onSaved,
  onCancel,
  cancelLabel,
}: KeysProps) {
  const guide = developerGuide(network.id);
  const save = useRouteMutation('applications.save');
  const [clientId, setClientId] = useState(application?.clientId ?? '');
  const [secret, setSecret] = useState('');
  const [tried, setTried] = useState(false);
  const mayGoWithout = network.oauth?.secret === 'optional';
  const [goesWithout, setGoesWithout] = useState(mayGoWithout && application?.hasSecret === false);
  const wantsSecret = (network.oauth?.secret ?? false) !== false && !goesWithout;
  const id = clientId.trim();
  const kept = application?.hasSecret === true && application.clientId === id;
  const noSecret = wantsSecret && !secret.trim() && !kept;
  const noPage = page !== null && !isHttps(page);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (!id || noSecret || noPage) return;
    save.mutate(
      {
        network: network.id,
        serviceUrl,
        clientId: id,
        ...(goesWithout && { clientSecret: null }),
        ...(wantsSecret && secret.trim() && { clientSecret: secret.trim() }),
        ...(page !== null && { redirectUri: page }),
      },
      {
        onSuccess: () => {
          setSecret('');
          onSaved();
        },
      },
    );
  };
  const nameOfId = guide?.clientId ?? 'Client ID';
  const nameOfSecret = guide?.clientSecret ?? 'Client secret';

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <Field
        label={nameOfId}
        error={tried && !id ? `Paste the ${nameOfId} of your app.` : undefined}
      >
        <Input
          value={clientId}
          maxLength={512}
          autoCapitalize="off"
          onChange={(event) => setClientId(event.target.value)}
        />
      </Field>
      {mayGoWithout && (
        <div className="flex items-center gap-3">
          <Switch
            aria-labelledby="goes-without-secret"
            checked={goesWithout}
            onChange={setGoesWithout}
          />
          <span id="goes-without-secret">
            {network.name} has turned on PKCE for native clients for this app
            <span className="text-muted">, so it goes without a secret</span>
          </span>
        </div>
      )}
      {wantsSecret && (
        <Field
          label={nameOfSecret}
          hint={
            kept
              ? 'One is in the keychain. Leave this empty to keep it.'
              : 'It goes into the keychain and is not shown again.'
          }
          error={tried && noSecret ? `Paste the ${nameOfSecret} of your app.` : undefined}
        >
          <PasswordInput
            value={secret}
            maxLength={1024}
            onChange={(event) => setSecret(event.target.value)}
          />
        </Field>
      )}
      {tried && noPage && (
        <Notice tone="failed" live>
          Say which page of yours the browser ends on, in step 2.
        </Notice>
      )}
      {save.isError && (
        <Notice tone="failed" live>
          {sentenceOf(save.error)}
        </Notice>
      )}
      <div className="mt-1 flex gap-2">
        <Button type="submit" tone="primary" busy={save.isPending}>
          Save and go on
        </Button>
        <Button tone="ghost" onClick={onCancel}>
          {cancelLabel}
        </Button>
      </div>
    </form>
  );
}
