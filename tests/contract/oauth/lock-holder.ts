import { createSignInLocks } from '../../../electron/accounts/sign-in-locks.ts';

// Another ClientNest that renews a session, and never comes to an end.
const [folder = '', accountId = ''] = process.argv.slice(2);
const lock = createSignInLocks(folder).of(accountId);
if (!lock.take()) throw new Error('Somebody else has the lock');
process.send?.('held');
setInterval(() => undefined, 1000);
