import { ExternalLink } from 'lucide-react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import type { ClientLook } from '../calendar/client-looks.ts';
import { Thumbnail } from '../calendar/thumbnail.tsx';
import { whenText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';

type Post = NonNullable<RouteOutput<'inbox.thread'>['post']>;

interface PostBesideProps {
  item: InboxItem;
  post: Post;
  others: number;
  client: ClientLook;
}

/** The post that the talk is about, in a column of its own. */
export function PostBeside({ item, post, others, client }: PostBesideProps) {
  const go = useGo();
  const style = useTimeStyle();
  const now = useNow();
  const { name } = NETWORKS[item.network];
  return (
    <div className="flex flex-col gap-3 p-4">
      <p className="flex items-center gap-2 text-small text-muted">
        <Dot colour={client.colour} className="size-2" />
        <span className="truncate">{client.name}</span>
      </p>
      <div className="rounded-card border border-hairline bg-panel p-3">
        <p className="flex items-center gap-2 text-small text-muted">
          <NetworkGlyph network={item.network} said />
          <span className="min-w-0 flex-1 truncate">{post.displayName || post.handle}</span>
          {post.url?.startsWith('https://') && (
            <IconButton
              label={`Open the post on ${name}`}
              size="tiny"
              onClick={() => window.open(post.url ?? '', '_blank', 'noopener')}
            >
              <ExternalLink size={14} />
            </IconButton>
          )}
        </p>
        <p
          dir="auto"
          className="mt-2 line-clamp-12 break-words whitespace-pre-line"
          data-selectable
        >
          {post.text || 'No words'}
        </p>
        {post.thumbnailId && (
          <Thumbnail mediaId={post.thumbnailId} className="mt-3 max-h-44 w-full rounded-control" />
        )}
        {post.publishedAt !== null && (
          <p className="mt-3 text-small text-muted">Out {whenText(post.publishedAt, now, style)}</p>
        )}
      </div>
      {others > 0 && (
        <p className="text-small text-muted">
          {others === 1 ? 'One other talk' : `${others.toLocaleString()} other talks`} under this
          post
        </p>
      )}
      <Button size="compact" onClick={() => go(`/posts/${post.id}`)}>
        Open the post
      </Button>
    </div>
  );
}

/** The same in one line, where there is no room for a column. */
export function PostLine({ post }: { post: Post }) {
  const go = useGo();
  return (
    <button
      type="button"
      onClick={() => go(`/posts/${post.id}`)}
      className="flex h-9 w-full shrink-0 items-center gap-2 border-b border-hairline bg-sunken px-4 text-left text-small text-muted hover:text-ink focus-visible:-outline-offset-2"
    >
      {post.thumbnailId && <Thumbnail mediaId={post.thumbnailId} className="size-6 rounded-chip" />}
      <span className="sr-only">The post: </span>
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {post.text || 'No words'}
      </span>
    </button>
  );
}
