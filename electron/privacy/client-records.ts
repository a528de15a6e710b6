import type { Database } from '../database/database.ts';
import { csvOf } from './csv.ts';

interface PostRecord {
  id: string;
  status: string;
  text: string;
  firstComment: string;
  scheduledAt: number | null;
  createdAt: number;
  updatedAt: number;
}
interface TargetRecord {
  postId: string;
  network: string;
  handle: string;
  text: string | null;
}
interface MediaRecord {
  postId: string;
  fileName: string;
  altText: string;
  /** JSON */
  crop: string | null;
}
interface DeliveryRecord {
  postId: string;
  network: string;
  handle: string;
  state: string;
  publishedAt: number | null;
  url: string | null;
  remoteId: string | null;
  error: string | null;
}

export interface RecordFile {
  name: string;
  text: string;
}

/** What a client may take along: posts, what became of them, and where they are to be found. Times are ISO 8601, UTC. */
export function createClientRecords({ raw }: Database) {
  const posts = raw.prepare<[string], PostRecord>(
    `SELECT id, status, text, first_comment AS firstComment, scheduled_at AS scheduledAt,
       created_at AS createdAt, updated_at AS updatedAt
     FROM posts WHERE client_id = ? AND removed_at IS NULL ORDER BY coalesce(scheduled_at, created_at), id`,
  );
  const targets = raw.prepare<[string], TargetRecord>(
    `SELECT post_id AS postId, network, handle, post_variants.text FROM post_variants
     JOIN posts ON posts.id = post_id JOIN accounts ON accounts.id = account_id
     WHERE posts.client_id = ? ORDER BY post_id, position`,
  );
  const media = raw.prepare<[string], MediaRecord>(
    `SELECT post_id AS postId, file_name AS fileName, alt_text AS altText, crop FROM post_media
     JOIN posts ON posts.id = post_id JOIN media ON media.id = media_id
     WHERE client_id = ? ORDER BY post_id, position`,
  );
  const deliveries = raw.prepare<[string], DeliveryRecord>(
    `SELECT post_id AS postId, network, handle, deliveries.state, published_at AS publishedAt,
       remote_url AS url, deliveries.remote_id AS remoteId, error_message AS error
     FROM deliveries JOIN posts ON posts.id = post_id JOIN accounts ON accounts.id = account_id
     WHERE posts.client_id = ? AND posts.removed_at IS NULL
     ORDER BY coalesce(published_at, deliveries.created_at), deliveries.id`,
  );

  return (clientId: string): RecordFile[] => {
    const ofPost = <Row extends { postId: string }>(rows: readonly Row[]) => {
      const found = new Map<string, Omit<Row, 'postId'>[]>();
      for (const { postId, ...row } of rows) found.set(postId, [...(found.get(postId) ?? []), row]);
      return (id: string) => found.get(id) ?? [];
    };
    const targetsOf = ofPost(targets.all(clientId));
    const mediaOf = ofPost(media.all(clientId));
    const allPosts = posts.all(clientId).map((post) => ({
      ...post,
      scheduledAt: iso(post.scheduledAt),
      createdAt: iso(post.createdAt),
      updatedAt: iso(post.updatedAt),
      targets: targetsOf(post.id),
      media: mediaOf(post.id).map((item) => ({ ...item, crop: JSON.parse(item.crop ?? 'null') })),
    }));
    const allDeliveries = deliveries
      .all(clientId)
      .map((delivery) => ({ ...delivery, publishedAt: iso(delivery.publishedAt) }));
    const textOf = new Map(allPosts.map(({ id, text }) => [id, text]));
    const links = allDeliveries
      .filter(({ url }) => url !== null)
      .map(({ postId, network, handle, publishedAt, url }) => ({
        ...{ publishedAt, network, handle, url },
        text: textOf.get(postId) ?? '',
      }));
    return [
      json('posts', allPosts),
      {
        name: 'posts.csv',
        text: csvOf(
          ['id', 'status', 'scheduled', 'text', 'first comment', 'accounts', 'media'],
          allPosts.map((post) => [
            ...[post.id, post.status, post.scheduledAt, post.text, post.firstComment],
            post.targets.map(({ network, handle }) => `${network}: ${handle}`).join('; '),
            post.media.map(({ fileName }) => fileName).join('; '),
          ]),
        ),
      },
      json('deliveries', allDeliveries),
      {
        name: 'deliveries.csv',
        text: csvOf(
          ['post', 'network', 'account', 'state', 'published', 'link', 'network id', 'problem'],
          allDeliveries.map((delivery) => [
            ...[delivery.postId, delivery.network, delivery.handle, delivery.state],
            ...[delivery.publishedAt, delivery.url, delivery.remoteId, delivery.error],
          ]),
        ),
      },
      json('links', links),
      {
        name: 'links.csv',
        text: csvOf(
          ['published', 'network', 'account', 'link', 'text'],
          links.map(({ publishedAt, network, handle, url, text }) => [
            ...[publishedAt, network, handle, url, text],
          ]),
        ),
      },
    ];
  };
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const json = (name: string, rows: unknown): RecordFile => ({
  name: `${name}.json`,
  text: `${JSON.stringify(rows, null, 2)}\n`,
});
