import { z } from 'zod';
import { id } from './fields.ts';
import { route } from './route.ts';

/** Somebody at a client. */
export const contact = z.strictObject({
  id,
  clientId: id,
  name: z.string().trim().min(1).max(120),
  /** “Owner”, “Marketing” */
  role: z.string().trim().max(120),
  /** Empty where there is none. */
  email: z.union([z.literal(''), z.email().max(254)]),
  phone: z.string().trim().max(60),
  /** Packs for approval are addressed to them. */
  approves: z.boolean(),
  /** From 0; lists come in this order. */
  position: z.int().min(0),
});

const { name, role, email, phone, approves } = contact.shape;

export const contactRoutes = {
  'contacts.list': route(() => ({
    summary: 'The people at a client, in the order in which they were put.',
    input: z.strictObject({ clientId: id }),
    output: z.array(contact),
    errors: ['not_found'],
    requires: 'read',
  })),
  'contacts.create': route(() => ({
    summary: 'Adds somebody at a client, at the end of the list.',
    input: z.strictObject({
      id: id.optional(),
      clientId: id,
      name,
      role: role.default(''),
      email: email.default(''),
      phone: phone.default(''),
      approves: approves.default(false),
    }),
    output: contact,
    errors: ['not_found', 'id_taken'],
    requires: 'edit',
  })),
  'contacts.update': route(() => ({
    summary: 'Changes the named fields of somebody at a client.',
    input: z.strictObject({
      id,
      name: name.optional(),
      role: role.optional(),
      email: email.optional(),
      phone: phone.optional(),
      approves: approves.optional(),
    }),
    output: contact,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'contacts.move': route(() => ({
    summary: 'Puts somebody before another one of the same client, or at the end.',
    input: z.strictObject({ id, before: id.nullable() }),
    output: z.array(contact),
    errors: ['not_found'],
    requires: 'edit',
  })),
  'contacts.remove': route(() => ({
    summary: 'Removes somebody. The answer is what they were, so that they can be brought back.',
    input: z.strictObject({ id }),
    output: contact,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'contacts.restore': route(() => ({
    summary: 'Brings somebody back to their place.',
    input: contact,
    output: contact,
    errors: ['not_found', 'id_taken'],
    requires: 'edit',
  })),
};
