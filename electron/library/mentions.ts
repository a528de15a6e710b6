import {
  findMention,
  holdsMention,
  type Mention,
  mentionedIn,
} from '../../shared/domain/mention.ts';
import type { Database } from '../database/database.ts';

/** Whom texts mention, as the library has it now: one small question, and only for texts that hold a mention at all. */
export function createMentions({ raw }: Pick<Database, 'raw'>) {
  const prepare = () =>
    raw.prepare<[string], { name: string; content: string }>(
      `SELECT name, content FROM library_items
       WHERE kind = 'mention' AND (client_id = ? OR client_id IS NULL)
       ORDER BY client_id IS NULL, id`,
    );
  let statement: ReturnType<typeof prepare> | null = null;

  /** Undefined where nobody is mentioned; what the client has goes before what all have. */
  return function mentionsIn(
    clientId: string,
    texts: readonly (string | null)[],
  ): Mention[] | undefined {
    if (!texts.some((text) => text !== null && holdsMention(text))) return undefined;
    statement ??= prepare();
    const known = statement.all(clientId).map(({ name, content }): Mention => {
      const { handles = {}, formerly = [] } = JSON.parse(content) as Partial<Mention>;
      return { name, handles, formerly };
    });
    const names = new Set(texts.flatMap((text) => (text === null ? [] : mentionedIn(text))));
    return [...new Set([...names].map((name) => findMention(known, name)))].filter(
      (found) => found !== undefined,
    );
  };
}
