import type { Database } from '../database/database.ts';
import { csvOf } from './csv.ts';
import { iso, json, type RecordFile } from './record-file.ts';

type Row = Record<string, string | number | null>;

/** How a client's work was planned: who they are, how they sound, what was worked, and what is kept to write from. */
export function createPlanningRecords({ raw }: Database) {
  const of = (sql: string) => raw.prepare<[string], Row>(sql);
  // The freelancer's own notes on the client stay with the freelancer.
  const client = of(
    `SELECT name, colour, lateness_minutes AS latenessMinutes, voice, marks, link_tags AS linkTags,
       retainer_posts AS postsPromised, retainer_minutes AS minutesPromised
     FROM clients WHERE id = ?`,
  );
  const contacts = of(
    `SELECT name, role, email, phone, approves FROM contacts WHERE client_id = ? ORDER BY position`,
  );
  const labels = of(
    `WITH theirs (id) AS (SELECT ?)
     SELECT name, colour, client_id IS NULL AS ofAllClients FROM labels
     WHERE client_id = (SELECT id FROM theirs) OR id IN
       (SELECT label_id FROM post_labels JOIN posts ON posts.id = post_id
        WHERE posts.client_id = (SELECT id FROM theirs))
     ORDER BY name`,
  );
  const time = of(
    `SELECT day, minutes, note FROM time_entries WHERE client_id = ? ORDER BY day, id`,
  );
  const library = of(
    `SELECT kind, name, content FROM library_items WHERE client_id = ? ORDER BY kind, name`,
  );
  const ideas = of('SELECT text FROM ideas WHERE client_id = ? ORDER BY position, id');
  const packs = of(
    `SELECT id, title, created_at AS createdAt, answer_by AS answerBy, closed_at AS closedAt
     FROM approval_packs WHERE client_id = ? ORDER BY created_at, id`,
  );
  const packPosts = of(
    `SELECT pack_id AS packId, post_id AS postId FROM approval_pack_posts
     JOIN approval_packs ON approval_packs.id = pack_id WHERE client_id = ? ORDER BY position`,
  );
  const answers = of(
    `SELECT pack_id AS packId, post_id AS postId, answer, author, text, standing,
       answered_at AS answeredAt
     FROM approval_answers JOIN approval_packs ON approval_packs.id = pack_id
     WHERE client_id = ? ORDER BY answered_at, approval_answers.id`,
  );
  const numbers = of(
    `SELECT post_id AS postId, network, handle, taken_at AS takenAt,
       likes, comments, shares, views, clicks, saves
     FROM metric_snapshots JOIN deliveries ON deliveries.id = delivery_id
       JOIN accounts ON accounts.id = account_id
     WHERE client_id = ? ORDER BY taken_at, metric_snapshots.id`,
  );
  const sizes = of(
    `SELECT network, handle, taken_at AS takenAt, account_snapshots.followers,
       account_snapshots.following, account_snapshots.post_count AS posts
     FROM account_snapshots JOIN accounts ON accounts.id = account_id
     WHERE client_id = ? ORDER BY taken_at, account_snapshots.id`,
  );

  return (clientId: string): RecordFile[] => {
    const all = (statement: typeof client) => statement.all(clientId);
    const timed = (statement: typeof client) =>
      all(statement).map((row) => ({ ...row, ...timesOf(row) }));
    const worked = all(time);
    const [facts = {}] = all(client);
    const answered = timed(answers);
    return [
      json('client', {
        ...parsed(facts, ['voice', 'marks', 'linkTags']),
        contacts: all(contacts).map((row) => ({ ...row, approves: row.approves === 1 })),
        labels: all(labels).map((row) => ({ ...row, ofAllClients: row.ofAllClients === 1 })),
      }),
      json('library', {
        items: all(library).map((row) => parsed(row, ['content'])),
        ideas: all(ideas).map(({ text }) => text),
      }),
      json(
        'approvals',
        timed(packs).map(({ id, ...pack }) => ({
          ...pack,
          posts: all(packPosts).flatMap(({ packId, postId }) => (packId === id ? [postId] : [])),
          answers: answered.flatMap(({ packId, ...answer }) => (packId === id ? [answer] : [])),
        })),
      ),
      {
        name: 'time.csv',
        text: csvOf(
          ['day', 'minutes', 'note'],
          worked.map(({ day, minutes, note }) => [day ?? null, minutes ?? null, note ?? null]),
        ),
      },
      json('numbers', { posts: timed(numbers), accounts: timed(sizes) }),
    ];
  };
}

const TIMES = ['createdAt', 'answerBy', 'closedAt', 'answeredAt', 'takenAt'] as const;

/** Its instants as ISO 8601. */
const timesOf = (row: Row) =>
  Object.fromEntries(
    TIMES.filter((name) => name in row).map((name) => [name, iso(row[name] as number | null)]),
  );

/** Columns of JSON as what they say. */
const parsed = (row: Row, names: readonly string[]) => ({
  ...row,
  ...Object.fromEntries(
    names.map((name) => [name, row[name] == null ? null : JSON.parse(String(row[name]))]),
  ),
});
