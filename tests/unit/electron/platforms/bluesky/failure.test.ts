import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFailure } from '../../../../../electron/platforms/bluesky/failure.ts';

describe('what a failure says', () => {
  const refused = (message: string) =>
    answerFailure({
      host: 'pds.example',
      status: 400,
      error: 'InvalidRequest',
      message,
      retryAfter: null,
      isWrite: true,
    }).failure;

  it('quotes the server in one short line', () => {
    const { message } = refused(`Record is\n\u0007not  valid ${'x'.repeat(500)}`);
    expect(message).toMatch(/^Bluesky did not take this\. It says: “Record is not/);
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message.length).toBeLessThan(280);
  });

  it('never repeats a token, wherever the server puts one', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9_-]{20,60}$/);
    fc.assert(
      fc.property(part, part, part, fc.string(), (header, claims, signature, around) => {
        const { message } = refused(`${around} ${header}.${claims}.${signature}`);
        expect(message).not.toContain(claims);
      }),
    );
  });
});

describe('what an answer means', () => {
  const meaning = (status: number, error: string | null, isWrite = true) =>
    answerFailure({
      host: 'pds.example',
      status,
      error,
      message: 'Because.',
      retryAfter: null,
      isWrite,
    }).failure;

  it.each<[number, string | null, string, RegExp]>([
    [401, 'AuthenticationRequired', 'auth', /Reconnect the account\.$/],
    [400, 'ExpiredToken', 'auth', /Reconnect the account\.$/],
    [401, 'AccountTakedown', 'auth', /Look at it in Bluesky, then reconnect it\.$/],
    [403, 'AccountNotFound', 'auth', /Reconnect it where it is now\.$/],
    [403, 'Forbidden', 'refused', /reconnect the account and send it again\.$/],
    [400, 'InvalidRequest', 'refused', /“Because\.” Change the post and send it again\.$/],
    [400, 'InvalidMimeType', 'refused', /Save it as JPEG or PNG and send it again\.$/],
    [413, 'PayloadTooLarge', 'refused', /Use a smaller one and send it again\.$/],
    [409, 'AlreadyExists', 'duplicate', /ClientNest looks for it\.$/],
    [404, null, 'refused', /Check the address of the service\.$/],
    [302, null, 'refused', /Check the address of the service\.$/],
    [429, 'RateLimitExceeded', 'rate_limited', /ClientNest waits/],
    [502, 'UpstreamFailure', 'service_error', /problem of its own \(502\)/],
  ])('%i %s is %s, with the next step', (status, error, failureClass, sentence) => {
    const { class: is, message } = meaning(status, error);
    expect(is).toBe(failureClass);
    expect(message).toMatch(sentence);
  });

  it('does not speak of a post where none was sent', () => {
    expect(meaning(400, 'InvalidRequest', false).message).not.toContain('post');
  });
});
