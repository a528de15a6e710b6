import { CircleCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { AI_PRESETS } from '../../../shared/domain/ai-presets.ts';
import type { AiConnection } from '../../../shared/ipc/views.ts';
import { formatCost } from '../../app/ai-cost.ts';
import { call, sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';

interface AiConnectionRowProps {
  connection: AiConnection;
  isFirst: boolean;
  /** It was just saved, and is tried out. */
  isTried: boolean;
  onTried: () => void;
  onChange: () => void;
}

/** One connection: where it leads, whether it works, and what to do with it. */
export function AiConnectionRow({
  connection,
  isFirst,
  isTried,
  onTried,
  onChange,
}: AiConnectionRowProps) {
  const { id, name, paused } = connection;
  const test = useRouteMutation('ai.testConnection');
  const update = useRouteMutation('ai.updateConnection');
  const remove = useRouteMutation('ai.removeConnection');
  const problem = test.error ?? update.error ?? remove.error;

  const { mutate } = test;
  const wasTried = useRef(false);
  const canBeTried = connection.hasKey !== false || !AI_PRESETS[connection.kind].needsKey;
  useEffect(() => {
    if (!isTried || wasTried.current || !canBeTried || connection.models.length === 0) return;
    wasTried.current = true;
    // Once: it costs something, and a removed one that comes back is not new.
    onTried();
    mutate({ id });
  }, [isTried, canBeTried, connection.models.length, mutate, id, onTried]);

  const forget = () =>
    remove.mutate(
      { id },
      {
        onSuccess: (removed) =>
          toast.undoable(`“${name}” is removed, and its key with it.`, () => {
            call('ai.restoreConnection', { connection: removed }).catch((error: unknown) =>
              toast.failed(sentenceOf(error)),
            );
          }),
      },
    );
  return (
    <section
      aria-label={name}
      className="border-b border-hairline last:border-b-0 [&>div]:border-b-0"
    >
      <Row label={<Name connection={connection} isFirst={isFirst} />} hint={standingOf(connection)}>
        <div className="flex flex-wrap justify-end gap-2">
          <Button tone="ghost" busy={remove.isPending} onClick={forget}>
            Remove
          </Button>
          <Button tone="ghost" onClick={() => update.mutate({ id, paused: !paused })}>
            {paused ? 'Go on' : 'Pause'}
          </Button>
          {!isFirst && (
            <Button tone="ghost" onClick={() => update.mutate({ id, first: true })}>
              Use first
            </Button>
          )}
          <Button onClick={onChange}>Change</Button>
          <Button
            busy={test.isPending}
            disabled={paused}
            onClick={() => {
              update.reset();
              test.mutate({ id });
            }}
          >
            Test
          </Button>
        </div>
      </Row>
      {problem && (
        <Notice tone="failed" live className="mx-4 mb-3">
          {sentenceOf(problem)}
        </Notice>
      )}
      {test.data && !problem && (
        <p role="status" className="mx-4 mb-3 flex items-center gap-2 text-published">
          <CircleCheck size={16} className="shrink-0" aria-hidden />
          <span>
            It works: “{test.data.model}” began to answer {soonness(test.data.firstTokenMs)}.{' '}
            {test.data.tokens} tokens
            {test.data.countedBy === 'estimate' && ' by our estimate'}
            {test.data.cost > 0 && `, ${formatCost(test.data.cost)}`}.
          </span>
        </p>
      )}
    </section>
  );
}

const Name = ({
  connection: { name, paused },
  isFirst,
}: Pick<AiConnectionRowProps, 'connection' | 'isFirst'>) => (
  <>
    {name}
    {paused ? (
      <span className="font-normal text-muted"> · paused</span>
    ) : (
      isFirst && <span className="font-normal text-muted"> · used first</span>
    )}
  </>
);

const soonness = (ms: number): string =>
  ms < 100 ? 'at once' : `after ${(ms / 1000).toFixed(1)} s`;

function standingOf({ kind, baseUrl, models, hasKey, redact }: AiConnection): string {
  const { needsKey, isLocal } = AI_PRESETS[kind];
  const key =
    hasKey === null
      ? 'the keychain does not answer'
      : hasKey
        ? 'key in the keychain'
        : needsKey
          ? 'its key is missing'
          : 'no key';
  const model = models[0]?.name ?? 'no model yet';
  const place = isLocal ? 'on this computer' : new URL(baseUrl).host;
  return [model, place, key, ...(redact ? ['addresses and numbers masked'] : [])].join(' · ');
}
