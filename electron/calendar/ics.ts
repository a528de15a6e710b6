import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { type PostStatus, STATUS_NAMES } from '../../shared/domain/post-status.ts';

/** A post as an event. */
export interface IcsPost {
  id: string;
  /** UTC epoch ms. */
  at: number;
  status: PostStatus;
  clientName: string;
  text: string;
  category: string;
  labels: readonly string[];
  networks: readonly NetworkId[];
  /** Counts up with each change: what was imported before is updated, not doubled. */
  version: number;
  updatedAt: number;
}

/** A post takes no time; calendar apps draw nothing that lasts no time. */
const SHOWN_MINUTES = 15;
const TITLE = 80;

/** Tentative until it is scheduled; what is off is cancelled. RFC 5545 §3.8.1.11. */
const STATUS: Partial<Record<PostStatus, 'TENTATIVE' | 'CANCELLED'>> = {
  draft: 'TENTATIVE',
  in_review: 'TENTATIVE',
  approved: 'TENTATIVE',
  missed: 'CANCELLED',
  cancelled: 'CANCELLED',
};

/** An iCalendar file (RFC 5545) with one event a post, in UTC. The post's id is its UID. */
export async function icsOf(posts: readonly IcsPost[], stamp: number): Promise<string> {
  // Read when first asked for: nothing on a screen needs it.
  const { default: ical, ICalEventStatus, ICalEventTransparency } = await import('ical-generator');
  const calendar = ical({
    name: 'ClientNest',
    prodId: { company: 'ClientNest', product: 'Calendar', language: 'EN' },
  });
  for (const post of posts) {
    const categories = [post.clientName, post.category, ...post.labels].filter(Boolean);
    calendar.createEvent({
      id: post.id,
      start: new Date(post.at),
      end: new Date(post.at + SHOWN_MINUTES * 60_000),
      stamp: new Date(stamp),
      lastModified: new Date(post.updatedAt),
      sequence: post.version,
      summary: titleOf(post),
      description: { plain: descriptionOf(post) },
      status: ICalEventStatus[STATUS[post.status] ?? 'CONFIRMED'],
      // Nobody is busy while a post goes out.
      transparency: ICalEventTransparency.TRANSPARENT,
      categories: categories.map((name) => ({ name })),
    });
  }
  return calendar.toString();
}

const titleOf = ({ clientName, text }: IcsPost): string => {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? '';
  const short = [...line].length > TITLE ? `${[...line].slice(0, TITLE - 1).join('')}…` : line;
  return `${clientName}: ${short || 'No text yet'}`;
};

const descriptionOf = ({ status, networks, text }: IcsPost): string => {
  const where = networks.map((network) => NETWORKS[network].name).join(', ');
  return [[STATUS_NAMES[status], where].filter(Boolean).join(' · '), text]
    .filter(Boolean)
    .join('\n\n');
};
