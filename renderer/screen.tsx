import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app/app.tsx';
import { queries } from './ipc/query-client.ts';
import { TooltipProvider } from './ui/tooltip.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const screen = createRoot(root);

// Drawn while this module is evaluated: the browser keeps the compiled code of what a module has called by then,
// and drawing is most of it. The next start has it at once.
flushSync(() =>
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
  ),
);
