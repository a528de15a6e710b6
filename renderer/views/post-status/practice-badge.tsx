import { FlaskConical } from 'lucide-react';
import { useAccounts } from '../../ipc/queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/class-names.ts';

interface PracticeBadgeProps {
  /** Only the sign, where there is no room for the word. */
  small?: boolean;
  className?: string;
}

/** An account on a network that this computer plays: nobody sees what is published there. */
export const PracticeBadge = ({ small = false, className }: PracticeBadgeProps) =>
  small ? (
    <span
      title="Practice: nobody sees this"
      className={cx('inline-flex shrink-0 text-accent-text', className)}
    >
      <FlaskConical size={12} aria-hidden />
      <span className="sr-only">Practice</span>
    </span>
  ) : (
    <Badge tone="accent" icon={<FlaskConical size={12} />} {...(className && { className })}>
      Practice
    </Badge>
  );

/** The same, where only the account's id is known. */
export function PracticeBadgeOf({
  accountId,
  ...rest
}: PracticeBadgeProps & { accountId: string }) {
  const account = useAccounts().data?.find(({ id }) => id === accountId);
  return account?.practice ? <PracticeBadge {...rest} /> : null;
}
