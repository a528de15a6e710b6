import { z } from 'zod';
import { MENTION_NETWORKS } from '../domain/mention.ts';
import { THREADINGS } from '../domain/threading.ts';
import { id } from './fields.ts';
import { route } from './route.ts';

const text = z.string().max(100_000);
const tag = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\s#]+$/u, 'A hashtag without # and spaces');
/** Braces stand around it in a text, so it has none itself. */
const plainName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^{}\n\r]+$/u, 'No braces or line breaks');
const handle = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\s@{}][^\s{}]*$/u, 'A handle without the @ in front, and without spaces');

const snippet = z.strictObject({ text });
const hashtags = z.strictObject({ tags: z.array(tag).min(1).max(60) });
const template = z.strictObject({
  text,
  threading: z.enum(THREADINGS).default('off'),
  firstComment: z.string().max(10_000).default(''),
  category: z.string().trim().max(60).default(''),
  labelIds: z.array(id).max(30).default([]),
});
/** By network, without the `@`; a network that is left out gets the plain name. */
const mention = z.strictObject({
  handles: z.partialRecord(z.enum(MENTION_NETWORKS), handle),
  /** Names that it had before, which texts may still mean it by. */
  formerly: z.array(plainName).max(20).default([]),
});

/** An answer for the inbox. */
const reply = z.strictObject({ text: z.string().max(10_000) });

const CONTENTS = { snippet, hashtags, template, mention, reply };

const itemOf = <Kind extends keyof typeof CONTENTS>(kind: Kind) =>
  z.strictObject({
    id,
    /** Null for an item that every client's posts may use. */
    clientId: id.nullable(),
    kind: z.literal(kind),
    name: z.string(),
    content: CONTENTS[kind],
  });

export const libraryItem = z.discriminatedUnion('kind', [
  itemOf('snippet'),
  itemOf('hashtags'),
  itemOf('template'),
  itemOf('mention'),
  itemOf('reply'),
]);

const newOf = <Kind extends keyof typeof CONTENTS>(kind: Kind) =>
  z.strictObject({
    id: id.optional(),
    clientId: id.nullable().default(null),
    kind: z.literal(kind),
    name: plainName,
    content: CONTENTS[kind],
  });

const changeOf = <Kind extends keyof typeof CONTENTS>(kind: Kind) =>
  z.strictObject({
    id,
    kind: z.literal(kind),
    name: plainName.optional(),
    /** To one client, or with null to all. */
    clientId: id.nullable().optional(),
    content: CONTENTS[kind].optional(),
  });

export const libraryRoutes = {
  'library.list': route(() => ({
    summary:
      'Snippets, hashtag sets, templates, saved mentions and saved replies by name: of one client with those of all clients, or every one there is.',
    input: z.strictObject({ clientId: id.optional() }),
    output: z.array(libraryItem),
    errors: [],
    requires: 'read',
  })),
  'library.create': route(() => ({
    summary: 'Keeps something for later posts, of one client or of all.',
    input: z.discriminatedUnion('kind', [
      newOf('snippet'),
      newOf('hashtags'),
      newOf('template'),
      newOf('mention'),
      newOf('reply'),
    ]),
    output: libraryItem,
    errors: ['not_found', 'name_taken', 'id_taken'],
    requires: 'edit',
  })),
  'library.update': route(() => ({
    summary:
      'Renames an item, changes it, or gives it to another client or to all. Posts that mention somebody by the old name still mean them.',
    input: z.discriminatedUnion('kind', [
      changeOf('snippet'),
      changeOf('hashtags'),
      changeOf('template'),
      changeOf('mention'),
      changeOf('reply'),
    ]),
    output: libraryItem,
    errors: ['not_found', 'name_taken'],
    requires: 'edit',
  })),
  'library.remove': route(() => ({
    summary:
      'Removes an item. The answer is the item, so that it can be made again. A mention goes out as plain words from then on.',
    input: z.strictObject({ id }),
    output: libraryItem,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'library.restore': route(() => ({
    summary: 'Makes a removed item again.',
    input: z.strictObject({ item: libraryItem }),
    output: libraryItem,
    errors: ['not_found', 'name_taken', 'id_taken'],
    requires: 'edit',
  })),
};
