import { describe, expect, it } from 'vitest';
import { answerFailure } from '../../../../../electron/platforms/mastodon/failure.ts';

const meaning = (status: number, error: string | null, isWrite = true) =>
  answerFailure({
    host: 'm.example',
    status,
    body: error === null ? null : { error },
    headers: new Headers(),
    retryAfter: null,
    isWrite,
  });

describe('what an answer means', () => {
  it.each<[number, string | null, string, RegExp]>([
    [401, 'The access token is invalid', 'auth', /Reconnect the account\.$/],
    [403, 'This action is outside the authorized scopes', 'auth', /reconnect with the token/],
    [403, 'Your login is currently disabled', 'auth', /Look at it there, then reconnect it\.$/],
    [403, 'Your login is currently pending approval', 'auth', /then reconnect it\.$/],
    [403, 'This action is not allowed', 'refused', /Look at the account there, then send it again/],
    [404, null, 'refused', /Check the address of the server\.$/],
    [410, 'Gone', 'refused', /has nothing there any more/],
    [409, null, 'duplicate', /ClientNest looks for it\.$/],
    [422, 'Duplicate record', 'duplicate', /ClientNest looks for it\.$/],
    [422, 'Media 7 not found or already attached to another post', 'duplicate', /looks for it/],
    [
      422,
      'Cannot attach files that have not finished processing. Try again in a moment!',
      'unreachable',
      /ClientNest tries again\.$/,
    ],
    [422, 'Validation failed: Text character limit of 500 exceeded', 'refused', /Shorten it/],
    [422, 'Validation failed: File content type is invalid', 'refused', /JPEG or PNG/],
    [422, 'Validation failed: File file size must be less than 16 MB', 'refused', /smaller one/],
    [422, 'Validation failed: Something', 'refused', /” Change the post and send it again\.$/],
    [429, 'Too many requests', 'rate_limited', /ClientNest waits/],
    [503, null, 'service_error', /problem of its own \(503\)/],
  ])('%i %s is %s, with the next step', (status, error, failureClass, sentence) => {
    const { failure } = meaning(status, error);
    expect(failure.class).toBe(failureClass);
    expect(failure.message).toMatch(sentence);
    expect(failure.httpStatus).toBe(status);
  });

  it('does not speak of a post where none was sent', () => {
    expect(meaning(422, 'Something', false).failure.message).not.toContain('post');
  });
});
