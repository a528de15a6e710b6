import { useState } from 'react';
import type { AiRequest } from '../../../shared/ipc/views.ts';
import { formatCost, formatSum } from '../../app/ai-cost.ts';
import { AI_FEATURE_NAMES } from '../../app/ai-names.ts';
import { formatInstant, useTimeStyle } from '../../app/preferences.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRoute, useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';

/** What was asked last, each as it was sent; and the table to bill by. */
export function AiRequests() {
  const requests = useRoute('ai.requests', { limit: 5 }).data;
  const month = useRoute('ai.usage', { span: 'month' }).data;
  const save = useRouteMutation('ai.exportUsage');
  const [shown, setShown] = useState<string | null>(null);
  if (!requests || !month) return null;
  const { total } = month;
  const exportMonth = () =>
    save.mutate(
      { span: 'month' },
      {
        onSuccess: ({ file, count }) => {
          if (file !== null) toast.done(`${count} requests are saved to ${file}.`);
        },
        onError: (error) => toast.failed(sentenceOf(error)),
      },
    );
  return (
    <section aria-label="Requests">
      <Row
        label={`This month: ${count(total.requests, 'request')}, ${formatSum(total.cost)}`}
        hint={
          total.unpriced > 0
            ? `${count(total.unpriced, 'request')} went to a model without a price.`
            : 'By the prices in your tables, without taxes.'
        }
      >
        <Button busy={save.isPending} disabled={total.requests === 0} onClick={exportMonth}>
          Save as CSV
        </Button>
      </Row>
      {requests.length > 0 && (
        <ul className="px-4 pb-2">
          {requests.map((request) => (
            <Line key={request.id} request={request} onShow={() => setShown(request.id)} />
          ))}
        </ul>
      )}
      {shown !== null && <WhatWasSent id={shown} onClose={() => setShown(null)} />}
    </section>
  );
}

const count = (number: number, word: string) =>
  `${number.toLocaleString()} ${word}${number === 1 ? '' : 's'}`;

const maskedWords = (masked: number) =>
  masked === 1 ? 'One address or number was' : `${masked} addresses and numbers were`;

const STATES: Record<Exclude<AiRequest['state'], 'done'>, string> = {
  queued: 'waits',
  running: 'runs',
  failed: 'failed',
  cancelled: 'cancelled',
  stopped: 'stopped by a budget',
};

const AT = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;

function Line({ request, onShow }: { request: AiRequest; onShow: () => void }) {
  const at = formatInstant(request.createdAt, useTimeStyle(), AT);
  const tokens = request.tokensIn + request.tokensOut;
  return (
    <li className="flex min-h-8 items-center gap-3">
      <span className="w-28 shrink-0 text-small text-muted tabular-nums">{at}</span>
      <span className="min-w-0 flex-1 truncate">
        {AI_FEATURE_NAMES[request.feature]}
        {request.state !== 'done' && ` · ${STATES[request.state]}`}
        <span className="text-muted"> · {request.model}</span>
      </span>
      <span className="shrink-0 text-small text-muted tabular-nums">
        {request.countedBy === null
          ? 'nothing counted'
          : `${request.countedBy === 'estimate' ? 'about ' : ''}${tokens.toLocaleString()} tokens · ${formatCost(request.cost)}`}
      </span>
      <Button
        tone="ghost"
        size="compact"
        aria-label={`What was sent: ${AI_FEATURE_NAMES[request.feature]}, ${at}`}
        onClick={onShow}
      >
        What was sent
      </Button>
    </li>
  );
}

/** Word for word. */
export function WhatWasSent({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useRoute('ai.request', { id });
  const request = query.data;
  const masked = request?.masked ?? 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="What was sent"
      width={640}
      {...(request && {
        description: [
          `To ${request.host ?? request.connectionName}, model “${request.model}”.`,
          masked > 0 ? `${maskedWords(masked)} masked.` : 'Nothing was masked.',
          picturesText(request.sent, request.host),
        ].join(' '),
      })}
    >
      {query.isError ? (
        <Notice tone="failed">{sentenceOf(query.error)}</Notice>
      ) : !request ? (
        <Skeleton className="h-24" />
      ) : (
        <div className="flex flex-col gap-4" data-selectable>
          {request.sent.map((message, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was sent does not change any more
            <Words key={at} title={ROLES[message.role]} text={message.content}>
              {message.images.map((image) => `Image: ${image}`).join('\n')}
            </Words>
          ))}
          <Words title="What came back" text={request.answer || 'Nothing.'} />
          {request.problemText && <Notice tone="attention">{request.problemText}</Notice>}
        </div>
      )}
    </Dialog>
  );
}

/** A picture is more than words: that it went is said, and whether it left this computer. */
function picturesText(sent: readonly { images: readonly string[] }[], host: string | null): string {
  const count = sent.reduce((sum, { images }) => sum + images.length, 0);
  if (count === 0) return '';
  const isHere = host !== null && /^(localhost|127\.|\[::1\])/.test(host);
  const [went, they] = count === 1 ? ['A picture', 'It'] : [`${count} pictures`, 'They'];
  return isHere
    ? `${went} went with it, and stayed on this computer.`
    : `${went} went with it. ${they} left this computer as sent, at the size of a screen.`;
}

const ROLES = { system: 'How to work', user: 'What was asked', assistant: 'What it had answered' };

const Words = ({ title, text, children }: { title: string; text: string; children?: string }) => (
  <section aria-label={title}>
    <h3 className="mb-1 text-small font-medium text-muted">{title}</h3>
    <p className="rounded-control bg-sunken px-3 py-2 break-words whitespace-pre-wrap">{text}</p>
    {children && <p className="mt-1 text-small whitespace-pre-wrap text-muted">{children}</p>}
  </section>
);
