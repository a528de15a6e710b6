import type { ReactNode } from 'react';
import { Card } from '../../ui/page.tsx';

/** A part of the settings: its name, then a card of rows. */
export const SettingsSection = ({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: ReactNode;
}) => (
  <section id={id} aria-labelledby={`${id}-title`} className="mb-8 last:mb-0">
    <h2 id={`${id}-title`} className="mb-3 text-section font-semibold">
      {title}
    </h2>
    <Card>{children}</Card>
  </section>
);
