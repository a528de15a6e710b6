import { AtSign, ExternalLink } from 'lucide-react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { useAccounts } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import type { ClientLook } from '../calendar/client-looks.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { nameOf } from './name-of.ts';

const open = (link: string) => window.open(link, '_blank', 'noopener');

/** What it is, in one sentence: nothing of ours stands beside it. */
function useWhat({ accountId, parentId, network }: InboxItem): string {
  const { handle } = useAccounts(null).data?.find(({ id }) => id === accountId) ?? {};
  const whom = handle ? `@${handle.replace(/^@/, '')}` : 'this account';
  const { name } = NETWORKS[network];
  return parentId === null
    ? `A post on ${name} that names ${whom}. It does not stand under a post of yours.`
    : `Part of a talk on ${name} that names ${whom}, or answers it. It does not stand under a post of yours; the rest of the talk is there.`;
}

/** In the place of the post: what the mention is, and the way to it. */
export function MentionBeside({ item, client }: { item: InboxItem; client: ClientLook }) {
  const { network, link } = item;
  const { name, comments } = NETWORKS[network];
  const what = useWhat(item);
  return (
    <div className="flex flex-col gap-3 p-4">
      <p className="flex items-center gap-2 text-small text-muted">
        <Dot colour={client.colour} className="size-2" />
        <span className="truncate">{client.name}</span>
      </p>
      <div className="rounded-card border border-hairline bg-panel p-3">
        <p className="flex items-center gap-2 text-small text-muted">
          <NetworkGlyph network={network} said />
          <span className="min-w-0 flex-1 truncate">Mention by {nameOf(item)}</span>
        </p>
        <p className="mt-2">{what}</p>
      </div>
      {link?.startsWith('https://') && (
        <Button size="compact" icon={<ExternalLink size={14} />} onClick={() => open(link)}>
          Open on {name}
        </Button>
      )}
      {!comments.reply && (
        <p className="text-small text-muted">{name} takes no answers from here.</p>
      )}
    </div>
  );
}

/** The same in one line, where there is no room for a column. */
export function MentionLine({ item }: { item: InboxItem }) {
  const { network, link } = item;
  const { name } = NETWORKS[network];
  return (
    <div className="flex h-9 w-full shrink-0 items-center gap-2 border-b border-hairline bg-sunken pr-2 pl-4 text-small text-muted">
      <AtSign size={14} aria-hidden className="shrink-0" />
      <span className="min-w-0 flex-1 truncate">
        A mention on {name}, not under a post of yours
      </span>
      {link?.startsWith('https://') && (
        <Button size="compact" tone="ghost" onClick={() => open(link)}>
          Open
        </Button>
      )}
    </div>
  );
}
