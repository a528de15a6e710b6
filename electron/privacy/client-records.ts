import type { Database } from '../database/database.ts';
import { csvOf } from './csv.ts';
import { createPlanningRecords } from './planning-records.ts';
import { iso, json, type RecordFile } from './record-file.ts';

interface PostRecord {
  id: string;
  status: string;
  text: string;
  firstComment: string;
  category: string;
  heldAt: number | null;
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

interface NoteRecord {
  postId: string;
  kind: string;
  author: string;
  text: string;
  at: number;
}
interface VersionRecord {
  postId: string;
  version: number;
  savedAt: number;
  content: string;
}

/** What a client may take along: posts, what became of them, and where they are to be found. Times are ISO 8601, UTC. */
export function createClientRecords(database: Database) {
  const { raw } = database;
  const posts = raw.prepare<[string], PostRecord>(
    `SELECT id, status, text, first_comment AS firstComment, category,
       held_at AS heldAt, scheduled_at AS scheduledAt, created_at AS createdAt, updated_at AS updatedAt
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
  const labels = raw.prepare<[string], { postId: string; name: string }>(
    `SELECT post_id AS postId, name FROM post_labels
     JOIN posts ON posts.id = post_id JOIN labels ON labels.id = label_id
     WHERE posts.client_id = ? ORDER BY post_id, name`,
  );
  const notes = raw.prepare<[string], NoteRecord>(
    `SELECT post_id AS postId, kind, author, post_notes.text, at FROM post_notes
     JOIN posts ON posts.id = post_id WHERE client_id = ? ORDER BY post_id, at, post_notes.id`,
  );
  const versions = raw.prepare<[string], VersionRecord>(
    `SELECT post_id AS postId, post_versions.version, saved_at AS savedAt, content FROM post_versions
     JOIN posts ON posts.id = post_id WHERE client_id = ? ORDER BY post_id, post_versions.version`,
  );
  const planning = createPlanningRecords(database);
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
    const labelsOf = ofPost(labels.all(clientId));
    const notesOf = ofPost(notes.all(clientId).map((note) => ({ ...note, at: iso(note.at) })));
    const versionsOf = ofPost(
      versions.all(clientId).map(({ content, savedAt, ...version }) => ({
        ...version,
        savedAt: iso(savedAt),
        content: JSON.parse(content) as unknown,
      })),
    );
    const allPosts = posts.all(clientId).map((post) => ({
      ...post,
      heldAt: iso(post.heldAt),
      scheduledAt: iso(post.scheduledAt),
      createdAt: iso(post.createdAt),
      updatedAt: iso(post.updatedAt),
      targets: targetsOf(post.id),
      media: mediaOf(post.id).map((item) => ({ ...item, crop: JSON.parse(item.crop ?? 'null') })),
      labels: labelsOf(post.id).map(({ name }) => name),
      notes: notesOf(post.id),
      versions: versionsOf(post.id),
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
          [
            'id',
            'status',
            'scheduled',
            'text',
            'first comment',
            'accounts',
            'media',
            'category',
            'labels',
          ],
          allPosts.map((post) => [
            ...[post.id, post.status, post.scheduledAt, post.text, post.firstComment],
            post.targets.map(({ network, handle }) => `${network}: ${handle}`).join('; '),
            post.media.map(({ fileName }) => fileName).join('; '),
            post.category,
            post.labels.join('; '),
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
      ...planning(clientId),
    ];
  };
}
