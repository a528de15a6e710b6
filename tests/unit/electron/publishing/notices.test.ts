import { describe, expect, it } from 'vitest';
import { noticeOf } from '../../../../electron/publishing/notices.ts';
import { DELIVERY_STATES } from '../../../../shared/domain/post-status.ts';

const ADA = { network: 'mastodon', handle: 'ada@m.example' } as const;
const PLAIN = { waitsFor: null, lateBy: 0 } as const;
const QUOTING = 'm.example did not take this. It says: “Your post about the secret launch is bad”';

describe('noticeOf', () => {
  it('says what happened and what to do', () => {
    expect(noticeOf(ADA, 'failed', 'm.example did not take this.', PLAIN)).toEqual({
      notice:
        'Not published on Mastodon as @ada@m.example. m.example did not take this. Open the post to decide.',
      kind: 'problem',
      reason: 'failed',
    });
    expect(noticeOf(ADA, 'needs_check', null, PLAIN).notice).toMatch(/say what you found\.$/);
    const account = noticeOf(ADA, 'prepared', 'Reconnect the account.', {
      waitsFor: 'account',
      lateBy: 0,
    });
    expect(account).toMatchObject({ reason: 'account', kind: 'problem' });
    expect(account.notice).toMatch(/Reconnect the account\. What waits goes out after that\.$/);
  });

  it('says that there is nothing to do where that is so', () => {
    const waits = noticeOf(ADA, 'prepared', 'm.example can’t be reached.', {
      waitsFor: 'network',
      lateBy: 0,
    });
    expect(waits.reason).toBe('network');
    expect(waits.notice).toMatch(/keeps trying; there is nothing you have to do\.$/);
  });

  it('says how late it was', () => {
    const at = (lateBy: number) => noticeOf(ADA, 'published', null, { waitsFor: null, lateBy });
    expect(at(0).notice).toBe('Published on Mastodon as @ada@m.example.');
    expect(at(3_600_000).notice).toMatch(/, 60 minutes late\.$/);
    expect(at(10_800_000).notice).toMatch(/, 3 hours late\.$/);
  });

  it('repeats nothing that the network quotes, whatever the state', () => {
    for (const state of DELIVERY_STATES)
      for (const waitsFor of [null, 'network', 'account'] as const) {
        const { notice } = noticeOf(ADA, state, QUOTING, { waitsFor, lateBy: 0 });
        expect(notice ?? '').not.toContain('secret launch');
      }
    const failed = noticeOf(ADA, 'failed', QUOTING, PLAIN);
    expect(failed.notice).toContain('m.example did not take this. Open the post');
  });

  it('is silent about what is only progress', () => {
    expect(noticeOf(ADA, 'prepared', 'again', PLAIN)).toMatchObject({
      notice: null,
      kind: 'progress',
    });
  });
});
