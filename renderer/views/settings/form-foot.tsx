import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface FormFootProps {
  /** What keeps it from being saved. */
  problem: string | null;
  label: string;
  busy?: boolean;
  disabled?: boolean;
  onCancel: () => void;
}

/** The end of a form in a card: what is wrong, and the way out or on. */
export const FormFoot = ({
  problem,
  label,
  busy = false,
  disabled = false,
  onCancel,
}: FormFootProps) => (
  <div className="col-span-full flex flex-col gap-4">
    {problem && (
      <Notice tone="failed" live>
        {problem}
      </Notice>
    )}
    <div className="flex justify-end gap-2">
      <Button tone="ghost" onClick={onCancel}>
        Cancel
      </Button>
      <Button type="submit" tone="primary" disabled={disabled} busy={busy}>
        {label}
      </Button>
    </div>
  </div>
);
