import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app/app.tsx';
import { CalendarView } from './app/routes.tsx';
import { followEvents } from './ipc/events.ts';
import { createQueryClient, routeQuery } from './ipc/queries.ts';
import { adoptNonce } from './ui/nonce.ts';
import { TooltipProvider } from './ui/tooltip.tsx';

adoptNonce();
if (/mac/i.test(navigator.platform)) document.documentElement.dataset.platform = 'mac';

const queries = createQueryClient();
followEvents(queries);

// What the first screen asks is asked before anything is rendered, and its code comes meanwhile.
void queries.prefetchQuery(routeQuery('app.status', {}));
void queries.prefetchQuery(routeQuery('profiles.get', {}));
void queries.prefetchQuery(routeQuery('settings.get', {}));
void queries.prefetchQuery(routeQuery('clients.list', { archived: false }));
if (/^\/(calendar)?$/.test(location.pathname)) void CalendarView.load();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
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
