import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app/app.tsx';
import { askFirst } from './first-answers.ts';
import { followEvents } from './ipc/events.ts';
import { createQueryClient } from './ipc/queries.ts';
import { prepareLetters } from './letters.ts';
import { adoptNonce } from './ui/nonce.ts';
import { TooltipProvider } from './ui/tooltip.tsx';

adoptNonce();
if (/mac/i.test(navigator.platform)) document.documentElement.dataset.platform = 'mac';

const queries = createQueryClient();
followEvents(queries);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const screen = createRoot(root);
// The first look into the storage waits for main, which is what is waited for anyway.
const prepared = prepareLetters().then(() => localStorage.length);
await Promise.all([askFirst(queries, location), prepared]);
screen.render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <TooltipProvider>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
);
