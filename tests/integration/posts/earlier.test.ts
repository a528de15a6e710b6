import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { qualityHandlers } from '../../../electron/ipc/handlers/quality.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

const DAY = 24 * 60 * 60_000;

let services: TestServices;
let client: ReturnType<TestServices['client']>;

beforeEach(() => {
  services = openServices();
  client = services.client();
});
afterEach(() => services.close());

/** A post that went out so many days ago; negative ones are ahead. */
function out(text: string, days: number, status = 'published', clientId = client.id) {
  const { posts, database, clock } = services;
  const { id } = must(posts.create({ clientId, text, targets: [], media: [] }));
  database.raw
    .prepare('UPDATE posts SET status = ?, scheduled_at = ? WHERE id = ?')
    .run(status, clock.now() - days * DAY, id);
  return id;
}
const material = (clientId: string, postId: string | null = null) =>
  qualityHandlers['quality.material']({ clientId, postId }, services as never);

describe('what a post is rated by', () => {
  it('are the last posts of this client that went out, the newest first', () => {
    const other = services.client('Bikes');
    const rye = out('Rye', 3);
    const wheat = out('Wheat', 2);
    out('Of long ago', 400);
    out('Still ahead', -2, 'scheduled');
    out('Failed', 1, 'failed');
    out('A bike', 1, 'published', other.id);
    const removed = out('Removed', 1);
    services.database.raw.prepare('UPDATE posts SET removed_at = 1 WHERE id = ?').run(removed);
    const now = services.clock.now();
    expect(services.posts.earlier(client.id, null)).toEqual([
      { postId: wheat, at: now - 2 * DAY, text: 'Wheat' },
      { postId: rye, at: now - 3 * DAY, text: 'Rye' },
    ]);
    // A post is no repeat of itself.
    expect(services.posts.earlier(client.id, wheat).map(({ text }) => text)).toEqual(['Rye']);
  });

  it('are a hundred at most', () => {
    for (let day = 1; day <= 105; day++) out(`Post ${day}`, day);
    const found = services.posts.earlier(client.id, null);
    expect(found).toHaveLength(100);
    expect(found.at(0)?.text).toBe('Post 1');
    expect(found.at(-1)?.text).toBe('Post 100');
  });

  it('is what the client avoids, too', () => {
    expect(must(material(client.id))).toEqual({ avoid: [], earlier: [] });
    const voice = { tone: '', audience: '', language: '', use: [], avoid: ['cheap'], notes: '' };
    must(services.clients.update({ id: client.id, voice }));
    expect(must(material(client.id))).toEqual({ avoid: ['cheap'], earlier: [] });
    const unknown = material('0199a5e0-0000-7000-8000-000000000000');
    expect(unknown.ok ? null : unknown.error.code).toBe('not_found');
  });
});
