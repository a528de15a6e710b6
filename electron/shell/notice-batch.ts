export interface Notice {
  kind: 'published' | 'problem';
  sentence: string;
  postId: string;
}

/** What a system notification says, and where a click on it leads. */
export interface Announcement {
  title: string;
  body: string;
  to: string;
}

/** Puts the notices of one moment into as few notifications as can be: nine posts at nine are one sentence. */
export function announce(notices: readonly Notice[]): Announcement[] {
  return (['problem', 'published'] as const).flatMap((kind) => {
    const some = notices.filter((notice) => notice.kind === kind);
    const [first] = some;
    if (!first) return [];
    const posts = new Set(some.map(({ postId }) => postId)).size;
    const title = kind === 'problem' ? 'Needs you' : 'Published';
    if (some.length === 1) return [{ title, body: first.sentence, to: `/posts/${first.postId}` }];
    if (posts === 1) {
      const body = some.map(({ sentence }) => sentence).join(' ');
      return [{ title, body, to: `/posts/${first.postId}` }];
    }
    const body =
      kind === 'problem' ? `${posts} posts could not be published.` : `${posts} posts are out.`;
    return [{ title, body, to: '/calendar' }];
  });
}
