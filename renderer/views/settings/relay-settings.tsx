import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { RouteInput, RouteOutput } from '../../../shared/ipc/contract.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRoute, useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { RelayForm } from './relay-form.tsx';
import { SettingsSection } from './section.tsx';

type Relay = NonNullable<RouteOutput<'relay.get'>['relay']>;

/** The person's own bucket, for networks that take no file but fetch it. */
export function RelaySettings() {
  const state = useRoute('relay.get', {});
  const save = useRouteMutation('relay.save');
  const test = useRouteMutation('relay.test');
  const remove = useRouteMutation('relay.remove');
  const [isEditing, setEditing] = useState(false);

  const tryOut = () => {
    remove.reset();
    test.mutate({});
  };
  const keep = (input: RouteInput<'relay.save'>) =>
    save.mutate(input, {
      onSuccess: () => {
        setEditing(false);
        void state.refetch();
        tryOut();
      },
    });
  const forget = () =>
    remove.mutate(
      {},
      {
        onSuccess: () => {
          test.reset();
          void state.refetch();
          toast.done('The media relay is forgotten, and its secret key with it.');
        },
      },
    );

  const relay = state.data?.relay ?? null;
  const problem = test.error ?? remove.error ?? state.error;
  return (
    <SettingsSection id="relay" title="Media relay">
      <div className="flex flex-col gap-2 border-b border-hairline px-4 py-3 last:border-b-0">
        <p>
          Instagram and Threads take no file from a computer, and TikTok no photo: they fetch it
          from an address on the internet. ClientNest has no server, so it needs a place of your own
          for that moment: a bucket at any S3-compatible service, such as Cloudflare R2, Backblaze
          B2 or Amazon S3.
        </p>
        <p className="text-muted">
          A file is put there right before it is published, under an address that ends after an
          hour, and is taken away as soon as the network has it. Other networks never need it.
        </p>
      </div>
      {state.isPending ? (
        <Skeleton className="m-4 h-8 w-64" />
      ) : isEditing ? (
        <RelayForm
          relay={relay}
          hasSecret={state.data?.hasSecret ?? false}
          isSaving={save.isPending}
          problem={save.error ? sentenceOf(save.error) : null}
          onSave={keep}
          onCancel={() => {
            save.reset();
            setEditing(false);
          }}
        />
      ) : relay ? (
        <Row label={`Bucket “${relay.bucket}”`} hint={placeOf(relay)}>
          <div className="flex gap-2">
            <Button tone="ghost" busy={remove.isPending} onClick={forget}>
              Remove
            </Button>
            <Button onClick={() => setEditing(true)}>Change</Button>
            <Button busy={test.isPending} onClick={tryOut}>
              Test
            </Button>
          </div>
        </Row>
      ) : (
        <Row
          label="No media relay yet"
          hint="Posts with photos can’t go to these networks without it."
        >
          <Button onClick={() => setEditing(true)}>Set up a bucket</Button>
        </Row>
      )}
      {!isEditing && relay && state.data?.hasSecret === false && (
        <Notice tone="attention" className="mx-4 my-3">
          Its secret key is not in the keychain any more. Choose Change and paste it again.
        </Notice>
      )}
      {!isEditing && problem && (
        <Notice tone="failed" live className="mx-4 my-3">
          {sentenceOf(problem)}
        </Notice>
      )}
      {!isEditing && test.data && (
        <p role="status" className="mx-4 my-3 flex items-center gap-2 text-published">
          <CircleCheck size={16} aria-hidden />
          It works: a small file was put there, fetched and taken away in{' '}
          {(test.data.tookMs / 1000).toFixed(1)} s.
        </p>
      )}
    </SettingsSection>
  );
}

const placeOf = ({ endpoint, publicUrl }: Relay): string => {
  const host = (address: string) => (URL.canParse(address) ? new URL(address).host : address);
  return publicUrl === null
    ? `At ${host(endpoint)}, by signed addresses`
    : `At ${host(endpoint)}, public at ${host(publicUrl)}`;
};
