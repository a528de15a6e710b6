import { askFirst } from './first-answers.ts';
import { followEvents } from './ipc/events.ts';
import { queries } from './ipc/query-client.ts';
import { prepareLetters } from './letters.ts';
import { adoptNonce } from './ui/nonce.ts';

adoptNonce();
if (/mac/i.test(navigator.platform)) document.documentElement.dataset.platform = 'mac';
followEvents(queries);

// The first look into the storage waits for main, which is what is waited for anyway.
const prepared = prepareLetters().then(() => localStorage.length);
// Not awaited at the top: the screen stands on modules of this file, and would wait for them.
void Promise.all([askFirst(queries, location), prepared]).then(() => import('./screen.tsx'));
