import { z } from 'zod';
import { colour, id } from './fields.ts';
import { route } from './route.ts';

export const label = z.strictObject({
  id,
  /** Null for a label that every client's posts may have. */
  clientId: id.nullable(),
  name: z.string(),
  colour,
  /** Posts that have it. */
  postCount: z.int().min(0),
});

const name = z.string().trim().min(1).max(60);

export const labelRoutes = {
  'labels.list': route(() => ({
    summary: 'Labels by name: of one client with those of all clients, or every one there is.',
    input: z.strictObject({ clientId: id.optional() }),
    output: z.array(label),
    errors: [],
    requires: 'read',
  })),
  'labels.create': route(() => ({
    summary:
      'Adds a label, of one client or of all. Without a colour, the next of the palette is taken.',
    input: z.strictObject({
      id: id.optional(),
      clientId: id.nullable().default(null),
      name,
      colour: colour.optional(),
    }),
    output: label,
    errors: ['not_found', 'name_taken', 'id_taken'],
    requires: 'edit',
  })),
  'labels.update': route(() => ({
    summary: 'Renames a label or changes its colour.',
    input: z.strictObject({ id, name: name.optional(), colour: colour.optional() }),
    output: label,
    errors: ['not_found', 'name_taken'],
    requires: 'edit',
  })),
  'labels.remove': route(() => ({
    summary: 'Removes a label from all posts. The answer names them, so that it can be made again.',
    input: z.strictObject({ id }),
    output: z.strictObject({ label, postIds: z.array(id) }),
    errors: ['not_found'],
    requires: 'edit',
  })),
  'labels.restore': route(() => ({
    summary:
      'Makes a removed label again and gives it to the posts that had it, as far as they are here.',
    input: z.strictObject({ label, postIds: z.array(id).max(200_000) }),
    output: label,
    errors: ['not_found', 'name_taken', 'id_taken'],
    requires: 'edit',
  })),
};
