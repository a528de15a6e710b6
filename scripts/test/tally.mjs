/** Counts of a stage: `{ passed, failed, skipped }`. */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

export const check = (isGood) => ({ ...NOTHING, [isGood ? 'passed' : 'failed']: 1 });

export const sum = (tallies) =>
  tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    NOTHING,
  );

/** A runner that ended badly without a failed test has failed all the same. */
export const withExitCode = (tally, code) =>
  code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;

/** `3 passed, 0 failed`, and `, 1 skipped` when there are any. */
export const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
