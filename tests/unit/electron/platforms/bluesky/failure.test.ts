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
