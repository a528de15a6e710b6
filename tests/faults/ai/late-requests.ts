import * as real from '../../../electron/ai/requests.ts';

export * from '../../../electron/ai/requests.ts';

/** Broken on purpose: what is wanted is only kept in mind for a moment before it is written. */
export const createRequests: typeof real.createRequests = (options) => {
  const requests = real.createRequests(options);
  return {
    ...requests,
    insert(request) {
      const id = requests.insert(request);
      const { raw } = options.database;
      const row = raw.prepare('SELECT * FROM ai_requests WHERE id = ?').get(id) as object;
      raw.prepare('DELETE FROM ai_requests WHERE id = ?').run(id);
      setTimeout(() => {
        const names = Object.keys(row);
        raw
          .prepare(
            `INSERT INTO ai_requests (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
          )
          .run(row);
      }, 250);
      return id;
    },
  };
};
