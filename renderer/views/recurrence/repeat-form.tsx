import type { ReactNode } from 'react';
import { type Repeat, RepeatFields } from './repeat-fields.tsx';
import { RepeatPreview, type useRepeatPreview } from './repeat-preview.tsx';

interface RepeatFormProps {
  repeat: Repeat;
  onChange: (repeat: Repeat) => void;
  looked: ReturnType<typeof useRepeatPreview>;
  /** Above the fields. */
  children?: ReactNode;
}

/** The fields on the left, what they come to on the right. */
export const RepeatForm = ({ repeat, onChange, looked, children }: RepeatFormProps) => (
  <div className="grid grid-cols-[minmax(0,1fr)_200px] gap-5">
    <div className="flex min-w-0 flex-col gap-4">
      {children}
      <RepeatFields repeat={repeat} onChange={onChange} />
    </div>
    <div className="sticky top-0 self-start rounded-card bg-sunken p-4">
      <RepeatPreview {...looked} />
    </div>
  </div>
);
