import { CircleCheck, CircleX, ListChecks, TriangleAlert } from 'lucide-react';
import type { Finding } from '../../../shared/domain/preflight.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Popover } from '../../ui/popover.tsx';

interface ChecksProps {
  findings: readonly Finding[];
  /** What is in order, in words. */
  passed: readonly string[];
  /** Nothing is written yet: the list is there, but nothing is wrong. */
  quiet: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Goes to where a finding can be mended. */
  onFinding: (finding: Finding) => void;
}

/** The pre-flight list, the same that main asks before it sends. */
export function Checks({ findings, passed, quiet, open, onOpenChange, onFinding }: ChecksProps) {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      side="top"
      label="Checks"
      className="max-h-96 w-84 overflow-y-auto p-1.5"
      trigger={
        <Button tone="ghost" className="gap-2.5 px-2" aria-label={spoken(errors, warnings, passed)}>
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
      }
    >
      <ul>
        {[...errors, ...warnings].map((finding) => (
          <li key={`${finding.code} ${finding.accountId} ${finding.message}`}>
            <button
              type="button"
              onClick={() => {
                onOpenChange(false);
                onFinding(finding);
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
              {finding.message}
            </button>
          </li>
        ))}
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
    </Popover>
  );
}

interface TallyProps {
  icon: React.ReactNode;
  count: number | null;
  className: string;
}

const Tally = ({ icon, count, className }: TallyProps) => (
  <span className="inline-flex items-center gap-1 font-normal">
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
