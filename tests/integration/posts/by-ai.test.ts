import { afterEach, beforeEach, expect, it } from 'vitest';
import { must, openServices, type TestServices } from '../../support/services.ts';

let services: TestServices;
beforeEach(() => {
  services = openServices();
});
afterEach(() => services.close());

it('a post says whether an AI wrote it first; to say otherwise is no change of what it says', () => {
  const { posts } = services;
  const { id: clientId, accountId } = services.client();
  const content = { clientId, text: 'Rye', targets: [{ accountId, text: null }], media: [] };
  expect(must(posts.create(content)).byAi).toBe(false);
  const made = must(posts.create({ ...content, byAi: true }));
  expect(must(posts.get(made.id)).byAi).toBe(true);
  // The client's word on it stays, whoever wrote it.
  must(posts.setStage(made.id, 'approved'));
  const { version } = must(posts.get(made.id));
  const changed = must(posts.update({ id: made.id, expectedVersion: version, byAi: false }));
  expect(changed).toMatchObject({ byAi: false, version: version + 1 });
  expect(must(posts.get(made.id))).toMatchObject({ byAi: false, status: 'approved', text: 'Rye' });
  const again = must(
    posts.update({ id: made.id, expectedVersion: changed.version, byAi: false, text: 'Rye' }),
  );
  expect(again.version).toBe(changed.version);
});
