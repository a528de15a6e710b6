import type { contactRoutes } from '../../../shared/ipc/contacts.ts';
import type { Handlers } from '../handler.ts';

export const contactsHandlers = {
  'contacts.list': ({ clientId }, { contacts }) => contacts.list(clientId),
  'contacts.create': (input, { contacts }) => contacts.create(input),
  'contacts.update': (input, { contacts }) => contacts.update(input),
  'contacts.move': ({ id, before }, { contacts }) => contacts.move(id, before),
  'contacts.remove': ({ id }, { contacts }) => contacts.remove(id),
  'contacts.restore': (contact, { contacts }) => contacts.restore(contact),
} satisfies Handlers<keyof typeof contactRoutes>;
