import type { applicationRoutes } from '../../../shared/ipc/applications.ts';
import type { authorisationRoutes } from '../../../shared/ipc/authorisation.ts';
import type { Handlers } from '../handler.ts';

export const authorisationHandlers = {
  'accounts.authorise': (input, { accounts }) => accounts.authorising.begin(input),
  'accounts.authorisation': ({ id }, { accounts }) => accounts.authorising.get(id),
  'accounts.finishAuthorisation': (input, { accounts }) => accounts.authorising.finish(input),
  'accounts.chooseAuthorised': (input, { accounts }) => accounts.authorising.choose(input),
  'accounts.cancelAuthorisation': ({ id }, { accounts }) => accounts.authorising.cancel(id),
  'applications.list': ({ network }, { accounts }) => accounts.applications.list(network),
  'applications.redirects': ({ network }, { accounts }) => accounts.applications.redirects(network),
  'applications.save': (input, { accounts }) => accounts.applications.save(input),
  'applications.remove': ({ id }, { accounts }) => accounts.applications.remove(id),
} satisfies Handlers<keyof typeof authorisationRoutes | keyof typeof applicationRoutes>;
