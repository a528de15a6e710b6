import type { ReactNode } from 'react';

/** In the place of a chart that has nothing to show yet: when it will. */
export const NoNumbers = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="flex flex-1 flex-col p-4">
    <h2 className="text-section font-semibold">{title}</h2>
    <div className="flex flex-1 flex-col items-center justify-center pb-8 text-center">
      <svg width="160" height="56" viewBox="0 0 160 56" fill="none" aria-hidden="true">
        <path d="M8 48h144M8 28h144M8 8h144" stroke="var(--hairline)" />
        <path
          d="M8 42c20 0 24-10 44-10s26 8 46 2 30-22 54-24"
          stroke="var(--faint)"
          strokeWidth="1.5"
          strokeDasharray="4 4"
          strokeLinecap="round"
        />
      </svg>
      <p className="mt-4 max-w-84 text-muted">{children}</p>
    </div>
  </div>
);
