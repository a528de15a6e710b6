import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app/app.tsx';
import { askFirst } from './first-answers.ts';
import { followEvents } from './ipc/events.ts';
import { createQueryClient } from './ipc/queries.ts';
import { adoptNonce } from './ui/nonce.ts';
import { TooltipProvider } from './ui/tooltip.tsx';

adoptNonce();
if (/mac/i.test(navigator.platform)) document.documentElement.dataset.platform = 'mac';

const queries = createQueryClient();
followEvents(queries);

/** A face that does not load is no reason to show nothing. */
const loadLetters = () => document.fonts.load('13px "Inter Variable"').catch(() => []);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
// With its letters too: drawn in other ones first, every line would be measured twice and move.
await Promise.all([askFirst(queries, location), loadLetters()]);
createRoot(root).render(
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
