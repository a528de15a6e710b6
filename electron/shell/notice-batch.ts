import type { EventPayload } from '../../shared/ipc/events.ts';

export type Topic = 'published' | NonNullable<EventPayload<'delivery.changed'>['reason']>;

export interface Notice {
  topic: Topic;
  sentence: string;
  postId: string;
}

/** What a system notification says, and where a click on it leads. */
export interface Announcement {
  title: string;
  body: string;
  to: string;
}

/** More is cut off by every desktop. */
const LONGEST = 240;

/** Puts the notices of one moment into as few notifications as can be: twenty posts at nine are one sentence. */
export function announce(notices: readonly Notice[]): Announcement[] {
  return GROUPS.flatMap((group) => {
    const some = notices.filter(({ topic }) => group.topics.includes(topic));
    const [first] = some;
    if (!first) return [];
    const posts = new Set(some.map(({ postId }) => postId)).size;
    const sentences = [...new Set(some.map(({ sentence }) => sentence))];
    const single = posts === 1 && `/posts/${first.postId}`;
    // Posts that wait for one account have one thing to say between them.
    const body = posts === 1 || sentences.length === 1 ? shortened(sentences) : group.summary(some);
    return [{ title: group.title, body, to: group.place ?? (single || group.list) }];
  });
}

interface Group {
  topics: readonly Topic[];
  title: string;
  /** Where it leads in every case. */
  place?: string;
  /** Where it leads when it is about several posts. */
  list: string;
  /** One sentence for several posts, with what to do. */
  summary(notices: readonly Notice[]): string;
}

/** In the order of urgency. */
const GROUPS: readonly Group[] = [
  {
    topics: ['account'],
    title: 'An account needs you',
    place: '/accounts',
    list: '/accounts',
    summary: (notices) =>
      `${postsIn(notices)} wait for accounts that can’t be used. See Accounts; what waits goes out after that.`,
  },
  {
    topics: ['needs_check', 'failed', 'missed'],
    title: 'Needs you',
    list: '/posts?tab=needs-you',
    summary: (notices) => {
      const told = (['failed', 'needs_check', 'missed'] as const).flatMap((topic) => {
        const posts = postsOf(notices.filter((notice) => notice.topic === topic));
        return posts === 0 ? [] : [`${posts} ${WHAT[topic]}`];
      });
      return `${told.join(', ')}. Open them and decide one by one.`;
    },
  },
  {
    topics: ['first_comment'],
    title: 'A first comment is missing',
    list: '/posts?tab=published',
    summary: (notices) =>
      `${postsIn(notices)} are out without their first comment. Open them to try the comments again.`,
  },
  {
    topics: ['network'],
    title: 'Not out yet',
    list: '/posts?tab=scheduled',
    summary: (notices) =>
      `${postsIn(notices)} wait because the network did not take them. ClientNest keeps trying; there is nothing you have to do.`,
  },
  {
    topics: ['published'],
    title: 'Published',
    list: '/posts?tab=published',
    summary: (notices) => `${postsIn(notices)} are out.`,
  },
];

const WHAT = {
  failed: 'not published',
  needs_check: 'to be checked on the network',
  missed: 'missed',
} as const;

const postsOf = (notices: readonly Notice[]): number =>
  new Set(notices.map(({ postId }) => postId)).size;

const postsIn = (notices: readonly Notice[]): string => `${postsOf(notices)} posts`;

function shortened(sentences: readonly string[]): string {
  const whole = sentences.join(' ');
  return whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST - 1).trimEnd()}…`;
}
