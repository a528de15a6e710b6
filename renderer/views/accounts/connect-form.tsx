import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { signInSecret } from '../../../shared/domain/sign-in-secret.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { isFailure, sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Field, Input, PasswordInput } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OtherServer } from './other-server.tsx';
import { readServiceUrl } from './service-url.ts';

interface ConnectFormProps {
  clientId: string;
  network: NetworkCapabilities;
  onDone: (account: Account) => void;
  /** The buttons, where they stand right under the fields. */
  children?: ReactNode;
  onBusy?: (busy: boolean) => void;
  id?: string;
}

/** Signs in with handle and app password, where another server can be named; or with a server and its access token. */
export function ConnectForm({ clientId, network, onDone, onBusy, children, id }: ConnectFormProps) {
  const [handle, setHandle] = useState('');
  const [secret, setSecret] = useState('');
  const takesToken = signInSecret(network.id) === 'access token';
  /** Null while no other server is asked for. */
  const asksServer = takesToken && network.serviceUrlEditable;
  const [server, setServer] = useState<string | null>(asksServer ? '' : null);
  const [tried, setTried] = useState(false);
  const connect = useRouteMutation('accounts.connect');

  const busy = connect.isPending;
  useEffect(() => onBusy?.(busy), [busy, onBusy]);

  const identifier = handle.trim().replace(/^@/, '');
  const typed = server?.trim() ? readServiceUrl(server) : undefined;
  // A token is tried at its own server only, so that is always said.
  const serviceUrl = takesToken && !asksServer ? network.defaultServiceUrl : typed;
  const badServer = serviceUrl === null || (asksServer && serviceUrl === undefined);
  const serverRefused = isFailure(connect.error, 'insecure_service_url');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if ((!takesToken && !identifier) || !secret || badServer) return;
    connect.mutate(
      {
        clientId,
        network: network.id,
        appPassword: secret,
        ...(!takesToken && { identifier }),
        ...(serviceUrl && { serviceUrl }),
      },
      { onSuccess: onDone },
    );
  };

  const serverError = serverRefused
    ? sentenceOf(connect.error)
    : tried && badServer
      ? `An address such as ${takesToken ? 'mastodon.social' : 'https://pds.example.com'}.`
      : undefined;

  return (
    <form id={id} onSubmit={submit} noValidate className="flex flex-col gap-4">
      {takesToken ? (
        <>
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
          <Field
            label="Access token"
            hint={
              asksServer
                ? 'On your server: Preferences, Development, New application. Leave the scopes read and write ticked, submit, open it, and copy “Your access token”.'
                : `Made for this account in your developer app at ${network.name}. It can’t be renewed from here: when it ends, you paste a new one.`
            }
            error={tried && !secret ? 'Paste an access token of this account.' : undefined}
          >
            <PasswordInput
              maxLength={2000}
              autoFocus={!asksServer}
              value={secret}
              onChange={(event) => setSecret(event.target.value)}
            />
          </Field>
        </>
      ) : (
        <>
          <Field
            label="Handle"
            error={
              tried && !identifier ? 'The name of the account, such as ada.bsky.social.' : undefined
            }
          >
            <Input
              autoFocus
              maxLength={2000}
              value={handle}
              placeholder="ada.bsky.social"
              autoCapitalize="off"
              onChange={(event) => setHandle(event.target.value)}
            />
          </Field>
          <Field
            label="App password"
            hint={`Not the main password. Make one in ${network.name}: Settings, Privacy and security, App passwords.`}
            error={tried && !secret ? 'Paste an app password of this account.' : undefined}
          >
            <PasswordInput
              maxLength={2000}
              value={secret}
              placeholder="xxxx-xxxx-xxxx-xxxx"
              onChange={(event) => setSecret(event.target.value)}
            />
          </Field>
          {network.serviceUrlEditable && (
            <OtherServer
              network={network}
              value={server}
              onChange={setServer}
              error={serverError}
            />
          )}
        </>
      )}
      {connect.isError && !serverRefused && (
        <Notice tone="failed" live>
          {sentenceOf(connect.error)}
        </Notice>
      )}
      {children}
    </form>
  );
}
