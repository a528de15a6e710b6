import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Account, Delivery } from '../../../shared/ipc/views.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/field.tsx';
import type { Decide, Decision } from './use-decision.ts';

interface NeedsCheckProps {
  delivery: Delivery;
  /** Null where it was removed meanwhile. */
  account: Account | null;
  decide: Decide;
  busy: Decision | null;
}

/** What only the person can find out: whether the network has the post. Both answers, and what each does. */
export function NeedsCheck({ delivery, account, decide, busy }: NeedsCheckProps) {
  const [link, setLink] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const { name } = NETWORKS[delivery.network];
  const profile = account && profileOf(account);

  const markPublished = async () => {
    const typed = link.trim();
    setWrong(await decide('was_published', typed === '' ? undefined : typed));
  };

  return (
    <div className="mt-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 flex-1 basis-70 text-muted">
          ClientNest can’t tell whether {name} has this post, and never sends twice by guessing.
          Look at @{delivery.handle}, then say what you found.
        </p>
        {profile?.startsWith('https://') && (
          <Button
            size="compact"
            icon={<ExternalLink size={14} />}
            onClick={() => window.open(profile, '_blank', 'noopener')}
          >
            Look at the account
          </Button>
        )}
      </div>
      <div className="mt-3 divide-y divide-hairline rounded-card border border-hairline">
        <form
          aria-label="It is there"
          className="px-3 py-3"
          onSubmit={(event) => {
            event.preventDefault();
            void markPublished();
          }}
        >
          <h4 className="font-semibold">It is there</h4>
          <Field
            label="Link to the post"
            optional
            hint={`Copied from the post on ${name}, so that ClientNest can lead there.`}
            {...(wrong !== null && { error: wrong })}
            className="mt-2"
          >
            <Input
              value={link}
              placeholder={EXAMPLE[delivery.network]}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => {
                setLink(event.target.value);
                setWrong(null);
              }}
            />
          </Field>
          <Button type="submit" className="mt-3" busy={busy === 'was_published'}>
            Mark as published
          </Button>
        </form>
        <section aria-label="It is not there" className="px-3 py-3">
          <h4 className="font-semibold">It is not there</h4>
          <p className="mt-1 text-muted">{AS_NEW[delivery.network]}</p>
          <div className="mt-3 flex flex-wrap gap-2">
            <Button busy={busy === 'send_again'} onClick={() => void decide('send_again')}>
              Publish as new
            </Button>
            <Button tone="ghost" busy={busy === 'give_up'} onClick={() => void decide('give_up')}>
              Leave it unpublished
            </Button>
          </div>
        </section>
      </div>
    </div>
  );
}

const EXAMPLE: Record<NetworkId, string> = {
  linkedin: 'https://www.linkedin.com/feed/update/urn:li:share:…/',
  facebook: 'https://www.facebook.com/112233445566778_112233445566778',
  instagram: 'https://www.instagram.com/p/…/',
  threads: 'https://www.threads.net/@name/post/…',
  tiktok: 'https://www.tiktok.com/@name/video/7300000000000000000',
  bluesky: 'https://bsky.app/profile/…/post/…',
  mastodon: 'https://…/@name/112233445566778899',
  x: 'https://x.com/name/status/1122334455667788990',
};

/** What becomes of it where it is there after all. */
const AS_NEW: Record<NetworkId, string> = {
  linkedin:
    'It is sent as a new post. LinkedIn takes the same post once, so it says so if it is there after all.',
  facebook:
    'It is sent as a new post. If it is there after all, it will be there twice: Facebook knows no keys of ours.',
  instagram:
    'It is sent as a new post. If it is there after all, it will be there twice: Instagram knows no keys of ours.',
  threads: 'It is sent as a new post. If it is there after all, it will be there twice.',
  tiktok: 'It is sent as a new post. If it is there after all, it will be there twice.',
  bluesky:
    'It is sent again under the same key, so Bluesky keeps one post of it even if it is there after all.',
  mastodon:
    'It is sent as a new post. If it is there after all, it will be there twice: a server knows our key for an hour only.',
  x: 'It is sent as a new post. If it is there after all, X refuses the same words again, or it will be there twice where it has images or a video.',
};

/** Where the account's own posts are seen. */
function profileOf({ network, handle, serviceUrl, remoteId }: Account): string {
  if (network === 'linkedin')
    return `https://www.linkedin.com/${remoteId.startsWith('urn:li:organization:') ? 'company' : 'in'}/${handle}`;
  if (network === 'facebook') return `${serviceUrl}/${remoteId}`;
  if (network === 'instagram') return `${serviceUrl}/${handle}/`;
  if (network === 'tiktok' || network === 'threads') return `${serviceUrl}/@${handle}`;
  if (network === 'mastodon') return `${serviceUrl}/@${handle.split('@')[0] ?? handle}`;
  if (network === 'x') return `${serviceUrl}/${handle}`;
  return new URL(serviceUrl).protocol === 'https:'
    ? `https://bsky.app/profile/${remoteId}`
    : serviceUrl;
}
