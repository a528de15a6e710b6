import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let bakery: { id: string; accountId: string };
let harbour: { id: string; accountId: string };
beforeEach(async () => {
  workspace = openServices();
  bakery = workspace.client('Bakery');
  harbour = workspace.client('Harbour Books');
  const { clients } = workspace;
  must(await clients.mark({ id: harbour.id, marks: ['@harbour', 'Read by the sea'] }));
});
afterEach(() => workspace.close());

const post = (text: string, more: { firstComment?: string; own?: string } = {}) => {
  const targets = [{ accountId: bakery.accountId, text: more.own ?? null }];
  const { firstComment = '' } = more;
  return must(
    workspace.posts.create({ clientId: bakery.id, text, targets, media: [], firstComment }),
  );
};
const strays = (id: string) =>
  workspace.posts.checkForPerson(id).filter(({ code }) => code === 'other_client');

describe('a post that says what belongs to another client', () => {
  it('is warned about, and can go out all the same', () => {
    const { id } = post('Thanks, @harbour!');
    expect(strays(id)).toEqual([
      {
        severity: 'warning',
        code: 'other_client',
        message: '“@harbour” belongs to Harbour Books, and this post is for Bakery.',
        accountId: null,
      },
    ]);
    must(workspace.posts.schedule({ id, wallTime: '2026-12-24T09:00', zone: 'UTC' }));
  });

  it('is looked at whole: its own text of an account, and its first comment', () => {
    const told = strays(
      post('Rye', { own: 'Read by the sea', firstComment: '@harbour @harbour' }).id,
    );
    expect(told.map(({ message, accountId }) => [message.split(' belongs')[0], accountId])).toEqual(
      [
        ['“@harbour”', null],
        ['“Read by the sea”', bakery.accountId],
      ],
    );
  });

  it('knows the handles of the other’s accounts, as long as they are there', () => {
    const { database } = workspace;
    const handle = database.raw
      .prepare<[string], string>('SELECT handle FROM accounts WHERE id = ?')
      .pluck()
      .get(harbour.accountId);
    const { id } = post(`Hello @${handle}`);
    expect(strays(id)).toHaveLength(1);
    database.raw.prepare('UPDATE accounts SET removed_at = 1 WHERE id = ?').run(harbour.accountId);
    expect(strays(id)).toEqual([]);
  });

  it('is left alone for clients who were put away, and for its own client’s marks', async () => {
    const { clients } = workspace;
    const { id } = post('Read by the sea with @harbour');
    expect(strays(id)).toHaveLength(2);
    must(await clients.mark({ id: bakery.id, marks: ['@harbour'] }));
    expect(strays(id)).toHaveLength(1);
    must(clients.archive(harbour.id));
    expect(strays(id)).toEqual([]);
  });
});
