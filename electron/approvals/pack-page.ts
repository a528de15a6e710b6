import { readFile } from 'node:fs/promises';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { Client, Post, Profile } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Media } from '../media/media.ts';
import { type PackPage, type PackPicture, packHtml } from './pack/html.ts';
import { shownFingerprint, shownOf } from './shown.ts';

export interface PackDetails {
  id: string;
  key: string;
  title: string;
  message: string;
  client: Client;
  profile: Profile | null;
  /** The zone that times are told in. */
  zone: string;
  hourCycle: 'h23' | 'h12';
  /** UTC epoch ms. */
  answerBy: number | null;
  posts: readonly Post[];
  font: Uint8Array | null;
}

/** As large as the pictures that are shown whole, and small enough for a mail. */
const SHOWN = { side: 1280, bytes: 400_000, mimeTypes: ['image/webp'] };

/** The file that a client opens. Pictures are in it, made small enough for a mail. */
export function createPackPages({
  accounts,
  media,
}: {
  accounts: Pick<Accounts, 'get'>;
  media: Pick<Media, 'open' | 'outgoing'>;
}) {
  /** What a network will show: the part that is sent of a picture, cut as it is cut when it is sent. */
  async function webpOf({ media: { id }, altText, crop }: Post['media'][number]) {
    if (crop === null) {
      const found = await media.open(id, 'screen');
      return found && readFile(found.path);
    }
    return (await media.outgoing(id, { altText, crop }, SHOWN).read()).bytes;
  }

  async function pictureOf(item: Post['media'][number]): Promise<PackPicture> {
    const { altText } = item;
    const { fileName, durationMs } = item.media;
    // A file that is gone is shown as gone: the rest of the post can be looked at all the same.
    const bytes = await webpOf(item).catch(() => null);
    return {
      src: bytes ? `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}` : null,
      altText,
      fileName,
      length: durationMs === null ? null : lengthText(durationMs),
    };
  }

  const displayName = (accountId: string): string => {
    const account = accounts.get(accountId);
    return account.ok ? account.value.displayName : '';
  };

  async function postOf(post: Post, details: PackDetails): Promise<PackPage['posts'][number]> {
    const { scheduledAt } = post;
    // One after the other: the image worker does one at a time, and memory stays small.
    const pictures: PackPicture[] = [];
    for (const item of post.media) pictures.push(await pictureOf(item));
    return {
      id: post.id,
      fingerprint: shownFingerprint(post),
      when: scheduledAt === null ? null : whenInWords(scheduledAt, details),
      isScheduled: post.status === 'scheduled',
      versions: shownOf(post).map(({ accounts: to, ...said }) => ({
        ...said,
        accounts: to.map(({ id, network, handle, practice }) => ({
          networkName: NETWORKS[network].name,
          handle,
          displayName: displayName(id),
          practice,
        })),
      })),
      pictures,
    };
  }

  return async (details: PackDetails): Promise<string> => {
    const { id, key, title, message, client, profile, answerBy, font } = details;
    const posts: PackPage['posts'][number][] = [];
    for (const post of details.posts) posts.push(await postOf(post, details));
    return packHtml({
      ...{ id, key, title, message, client, font, posts },
      from: profile?.name ?? '',
      mail: profile?.email ?? '',
      answerBy: answerBy === null ? null : dayInWords(answerBy, details.zone),
    });
  };
}

const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;

const dayInWords = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { ...DAY, timeZone }).format(at);

/** `Tuesday 24 November 2026, 9:00, Berlin (GMT+1)` */
function whenInWords(
  at: number,
  { zone, hourCycle }: Pick<PackDetails, 'zone' | 'hourCycle'>,
): string {
  const time = new Intl.DateTimeFormat(hourCycle === 'h12' ? 'en-US' : 'en-GB', {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle,
    timeZone: zone,
  }).format(at);
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return `${dayInWords(at, zone)}, ${time}, ${city}${offset && offset !== city ? ` (${offset})` : ''}`;
}

/** `0:42` */
const lengthText = (ms: number): string => {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
