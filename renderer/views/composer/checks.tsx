import {
  ChevronRight,
  CircleCheck,
  CircleDollarSign,
  CircleX,
  FlaskConical,
  ListChecks,
  TriangleAlert,
} from 'lucide-react';
import { Popover } from 'radix-ui';
import { useRef } from 'react';
import { dollarText } from '../../../shared/domain/dollars.ts';
import type { Finding } from '../../../shared/domain/preflight.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { floatClasses } from '../../ui/floating.ts';

interface ChecksProps {
  findings: readonly Finding[];
  /** Of all posts that it makes, millionths of a US dollar; null where it costs nothing. */
  cost: number | null;
  /** What is in order, in words. */
  passed: readonly string[];
  /** Where nobody sees it. */
  practice: string | null;
  /** Nothing is written yet: the list is there, but nothing is wrong. */
  quiet: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Goes to where a finding can be mended. */
  onFinding: (finding: Finding) => void;
}

/** The pre-flight list, the same that main asks before it sends. */
export function Checks(props: ChecksProps) {
  const { findings, cost, passed, practice, quiet, open, onOpenChange, onFinding } = props;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const picked = useRef<Finding | null>(null);
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>
        <Button tone="ghost" className="gap-2.5 px-2">
          <span className="sr-only">{spoken(errors, warnings, passed)}</span>
          {quiet ? (
            <Tally icon={<ListChecks size={16} />} count={null} className="text-muted" />
          ) : errors.length > 0 ? (
            <Tally icon={<CircleX size={16} />} count={errors.length} className="text-failed" />
          ) : (
            <Tally
              icon={<CircleCheck size={16} />}
              count={passed.length}
              className="text-published"
            />
          )}
          {!quiet && warnings.length > 0 && (
            <Tally
              icon={<TriangleAlert size={16} />}
              count={warnings.length}
              className="text-attention"
            />
          )}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Checks"
          onCloseAutoFocus={(event) => {
            // Not back to the button, but to where it can be mended.
            const finding = picked.current;
            picked.current = null;
            if (!finding) return;
            event.preventDefault();
            onFinding(finding);
          }}
          className={cx(
            floatClasses,
            'max-h-[min(384px,var(--radix-popover-content-available-height))] w-84 overflow-y-auto p-1.5',
          )}
        >
          <ul>
            {[...errors, ...warnings].map((finding) => (
              <li key={`${finding.code} ${finding.accountId} ${finding.message}`}>
                <button
                  type="button"
                  onClick={() => {
                    picked.current = finding;
                    onOpenChange(false);
                  }}
                  className="flex w-full gap-2 rounded-control px-2 py-1.5 text-left hover:bg-hover"
                >
                  {finding.severity === 'error' ? (
                    <CircleX size={16} className="mt-px shrink-0 text-failed" aria-label="To fix" />
                  ) : (
                    <TriangleAlert
                      size={16}
                      className="mt-px shrink-0 text-attention"
                      aria-label="Worth a look"
                    />
                  )}
                  <span>
                    {finding.message}
                    {wayTo(finding) && (
                      <span className="mt-0.5 flex items-center gap-0.5 text-small text-muted">
                        {wayTo(finding)}
                        <ChevronRight size={12} aria-hidden />
                      </span>
                    )}
                  </span>
                </button>
              </li>
            ))}
            {cost !== null && (
              <li className="flex gap-2 px-2 py-1.5 tabular-nums">
                <CircleDollarSign
                  size={16}
                  className="mt-px shrink-0 text-muted"
                  aria-label="Costs"
                />
                Publishing it costs {dollarText(cost)}.
              </li>
            )}
            {practice !== null && (
              <li className="flex gap-2 px-2 py-1.5">
                <FlaskConical
                  size={16}
                  className="mt-px shrink-0 text-accent-text"
                  aria-label="Good to know"
                />
                {practice}
              </li>
            )}
            {passed.map((line) => (
              <li key={line} className="flex gap-2 px-2 py-1.5 text-muted">
                <CircleCheck
                  size={16}
                  className="mt-px shrink-0 text-published"
                  aria-label="In order"
                />
                {line}
              </li>
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Where a press leads that is not simply to the text. */
function wayTo({ code, postId }: Finding): string | null {
  if (postId) return 'Open the other post';
  if (code === 'reconnect_needed' || code === 'account_disabled') return 'Go to Accounts';
  return code === 'relay_missing' ? 'Go to Settings' : null;
}

interface TallyProps {
  icon: React.ReactNode;
  count: number | null;
  className: string;
}

const Tally = ({ icon, count, className }: TallyProps) => (
  <span aria-hidden className="inline-flex items-center gap-1 font-normal">
    <span className={cx('inline-flex', className)}>{icon}</span>
    {count}
  </span>
);

function spoken(
  errors: readonly Finding[],
  warnings: readonly Finding[],
  passed: readonly string[],
): string {
  const parts = [
    errors.length > 0 && `${errors.length} to fix`,
    warnings.length > 0 && `${warnings.length} worth a look`,
    `${passed.length} in order`,
  ].filter(Boolean);
  return `Checks: ${parts.join(', ')}`;
}
