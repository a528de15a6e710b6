import { describe, expect, it } from 'vitest';
import { graphFailure } from '../../../../../electron/platforms/graph/failure.ts';
import { regainIn, usageIn } from '../../../../../electron/platforms/graph/usage.ts';

const NOW = Date.UTC(2026, 10, 23, 9, 0);
const failed = (
  status: number,
  error: object | null,
  { isWrite = true, headers = {} }: { isWrite?: boolean; headers?: Record<string, string> } = {},
) =>
  graphFailure('Instagram', {
    host: 'graph.example',
    status,
    body: error && { error },
    headers: new Headers(headers),
    retryAfter: null,
    isWrite,
  });

describe('what an error of the Graph API means', () => {
  it.each([
    [400, { code: 190, error_subcode: 463, message: 'x' }, 'auth', /run out.*Reconnect/],
    [400, { code: 190, error_subcode: 460, message: 'x' }, 'auth', /password was changed/],
    [400, { code: 190, message: 'x' }, 'auth', /no longer accepts/],
    [403, { code: 4, message: 'x' }, 'rate_limited', /slow down/],
    [400, { code: 17, message: 'x' }, 'rate_limited', /slow down/],
    [400, { code: 32, message: 'x' }, 'rate_limited', /slow down/],
    [400, { code: 613, message: 'x' }, 'rate_limited', /slow down/],
    [400, { code: 80_002, message: 'x' }, 'rate_limited', /slow down/],
    [400, { code: 9, error_subcode: 2207042, message: 'x' }, 'rate_limited', /24 hours/],
    [400, { code: 4, error_subcode: 2207051, message: 'x' }, 'refused', /spam/],
    [400, { code: 9004, error_subcode: 2207052, message: 'x' }, 'refused', /Media relay/],
    [400, { code: -2, error_subcode: 2207003, message: 'x' }, 'unreachable', /tries again/],
    [400, { code: 9007, error_subcode: 2207027, message: 'x' }, 'unreachable', /still at work/],
    [400, { code: 506, message: 'x' }, 'duplicate', /looks for it/],
    [403, { code: 200, message: '(#200) No right' }, 'auth', /“No right”.*Reconnect/],
    [400, { code: 100, error_subcode: 33, message: 'x' }, 'refused', /nothing there/],
    [500, { code: 1, message: 'x' }, 'service_error', /problem of its own/],
    [400, { code: 2, message: 'x', is_transient: true }, 'service_error', /problem of its own/],
    [400, { code: 100, message: '(#100) Odd' }, 'refused', /It says: “Odd”/],
    [
      400,
      { code: 100, message: 'API calls from the server require an appsecret_proof argument' },
      'refused',
      /Require app secret/,
    ],
    [502, null, 'service_error', /502/],
    [404, null, 'refused', /Check the address/],
  ] as const)('%i %o is %s', (status, error, failureClass, sentence) => {
    const { failure } = failed(status, error);
    expect(failure.class).toBe(failureClass);
    expect(failure.message).toMatch(sentence);
  });

  it('does not end a sign-in because something may not be read', () => {
    const { failure } = failed(403, { code: 10, message: 'x' }, { isWrite: false });
    expect(failure.class).toBe('refused');
  });

  it('repeats no token that an answer has in its words', () => {
    const token = 'EAAB'.padEnd(60, 'x');
    const { failure } = failed(400, { code: 100, message: `Bad token ${token}` });
    expect(failure.message).not.toContain(token);
  });

  it('waits as long as the network estimates', () => {
    const usage = {
      '1': [{ type: 'pages', call_count: 100, estimated_time_to_regain_access: 12 }],
    };
    const headers = { 'x-business-use-case-usage': JSON.stringify(usage) };
    expect(failed(400, { code: 80_001, message: 'x' }, { headers }).failure.retryAfter).toBe(
      720_000,
    );
    expect(failed(400, { code: 100, message: 'x' }, { headers }).failure.retryAfter).toBeNull();
  });
});

describe('the usage headers', () => {
  const read = (headers: Record<string, string>) => usageIn(new Headers(headers), NOW);

  it('tell how much is left, and hold back above ninety percent', () => {
    const app = (call_count: number) =>
      JSON.stringify({ call_count, total_time: 3, total_cputime: 1 });
    expect(read({ 'x-app-usage': app(90) })).toEqual([
      { bucket: 'app_usage', limit: 100, remaining: 10, resetsAt: null, blockedUntil: null },
    ]);
    const [held] = read({ 'x-app-usage': app(91) });
    expect(held?.blockedUntil).toBeGreaterThan(NOW);
  });

  it('are told by kind of use', () => {
    const usage = {
      '10': [
        { type: 'pages', call_count: 5, total_cputime: 60, total_time: 7 },
        { type: 'instagram', call_count: 1, estimated_time_to_regain_access: 3 },
      ],
    };
    const headers = { 'x-business-use-case-usage': JSON.stringify(usage) };
    expect(read(headers)).toMatchObject([
      { bucket: 'usage_pages', remaining: 40, blockedUntil: null },
      { bucket: 'usage_instagram', remaining: 99, blockedUntil: NOW + 180_000 },
    ]);
    expect(regainIn(new Headers(headers))).toBe(180_000);
  });

  it.each(['', 'null', '[1]', '{"10":"x"}', 'not json', '{"10":[null]}'])(
    'are left alone where they make no sense: %s',
    (text) => {
      expect(read({ 'x-business-use-case-usage': text })).toEqual([]);
      expect(read({ 'x-app-usage': 'nonsense' })).toEqual([]);
    },
  );
});
