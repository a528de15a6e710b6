import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactText } from '../../../../electron/log/redact.ts';

const JWT = 'eyJhbGciOiJFUzI1NksifQ.eyJzdWIiOiJkaWQ6cGxjOmFiYyJ9.c2lnbmF0dXJl';
const APP_PASSWORD = 'abcd-1234-efgh-5678';
const ACCESS_TOKEN = 'ZA-Yj3aBD8U8Cm7lKUp_lm9O9BmDgdhHzDeqsY8tlL0';
const KEY = '0123456789abcdef'.repeat(4);

describe('redaction', () => {
  it.each([
    ['a JSON Web Token', JWT],
    ['an app password', APP_PASSWORD],
    ['an access token', ACCESS_TOKEN],
    ['a key in hexadecimal', KEY],
    ['an authorization header', 'Bearer abcdefghijklmnop'],
  ])('hides %s wherever it stands', (_what, secret) => {
    fc.assert(
      fc.property(fc.lorem(), fc.lorem(), (before, after) => {
        const text = `${before} ${secret} ${after}`;
        const written = JSON.stringify(
          redact({
            message: text,
            list: [text, { deep: text }],
            error: new Error(text, { cause: new Error(text) }),
          }),
        );
        expect(written).not.toContain(secret);
        expect(written).not.toContain(secret.slice(0, 24));
        expect(written).toContain('[hidden]');
      }),
    );
  });

  it.each([
    'password',
    'appPassword',
    'passphrase',
    'accessJwt',
    'refresh_token',
    'Authorization',
    'databaseKey',
    'key',
    'session',
    'text',
    'altText',
    'query',
  ])('hides the field %s whatever is in it', (name) => {
    expect(redact({ [name]: 'plain words' })).toEqual({ [name]: '[hidden]' });
    expect(redact({ inside: [{ [name]: { a: 1 } }] })).toEqual({
      inside: [{ [name]: '[hidden]' }],
    });
  });

  it('hides what a URL carries', () => {
    expect(redactText('https://me:pw@example.com/?access_token=abc&x=1')).toBe(
      'https://[hidden]@example.com/?access_token=[hidden]&x=1',
    );
  });

  it('leaves what helps', () => {
    const fields = {
      postId: '019ab000-1111-7222-8333-444455556666',
      status: 429,
      late: true,
      code: 'rate_limited',
      url: 'https://bsky.social/xrpc/com.atproto.repo.putRecord',
      none: null,
    };
    expect(redact(fields)).toEqual(fields);
  });

  it('bounds what is deep, long, circular or of bytes', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(JSON.stringify(redact(circle)).length).toBeLessThan(200);
    expect(JSON.stringify(redact({ long: 'x '.repeat(50_000) })).length).toBeLessThan(5000);
    expect(redact({ bytes: new Uint8Array(10) })).toEqual({ bytes: '[10 bytes]' });
  });
});
