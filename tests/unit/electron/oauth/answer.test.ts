import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer, readPasted } from '../../../../electron/oauth/answer.ts';
import { newSecret } from '../../../../electron/oauth/pkce.ts';

const STATE = 'kqp3J0Cw1nV8rT6yU2sX4zA7bD9eF5gH1iK3lM0oP2Q';
const read = (query: string) => readAnswer(new URLSearchParams(query), STATE);

describe('what the browser brought back', () => {
  it.each([
    [`code=abc&state=${STATE}`, { kind: 'code', code: 'abc', issuer: null }],
    [
      `code=abc&state=${STATE}&iss=https://a.example`,
      { kind: 'code', code: 'abc', issuer: 'https://a.example' },
    ],
    [`error=access_denied&state=${STATE}`, { kind: 'declined' }],
    [`error=user_cancelled_login&state=${STATE}`, { kind: 'declined' }],
    [
      `error=invalid_scope&error_description=No+such+scope&state=${STATE}`,
      { kind: 'refused', words: 'No such scope' },
    ],
    [
      `error_code=1349126&error_message=App+not+active&state=${STATE}`,
      { kind: 'refused', words: 'App not active' },
    ],
    [`error=server_error&state=${STATE}`, { kind: 'refused', words: 'server_error' }],
    // An error beside a code is an error.
    [`error=access_denied&code=abc&state=${STATE}`, { kind: 'declined' }],
    ['', { kind: 'nothing' }],
    [`state=${STATE}`, { kind: 'nothing' }],
    [`code=&state=${STATE}`, { kind: 'nothing' }],
    [`code=${'x'.repeat(5000)}&state=${STATE}`, { kind: 'nothing' }],
    ['code=abc', { kind: 'wrong_state' }],
    ['code=abc&state=', { kind: 'wrong_state' }],
    [`code=abc&state=${STATE}x`, { kind: 'wrong_state' }],
    ['error=access_denied', { kind: 'wrong_state' }],
    [`code=abc&state=${STATE}&state=${STATE}`, { kind: 'wrong_state' }],
    [`code=abc&code=def&state=${STATE}`, { kind: 'wrong_state' }],
  ])('%s', (query, answer) => {
    expect(read(query)).toEqual(answer);
  });

  it('shows no token that a network put into its words', () => {
    const words = `Token ${'a1B2'.repeat(12)} is bad`;
    const answer = readAnswer(
      new URLSearchParams({ error: 'x', error_description: words, state: STATE }),
      STATE,
    );
    expect(answer).toEqual({ kind: 'refused', words: 'Token … is bad' });
  });

  it('no state but ours is ever taken, whatever comes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), (code, state) => {
        fc.pre(state !== STATE);
        const { kind } = readAnswer(new URLSearchParams({ code, state }), STATE);
        expect(kind).toBe('wrong_state');
      }),
    );
  });
});

describe('what a person copied', () => {
  it.each([
    ['https://a.example/done?code=abc&state=STATE', false, 'code'],
    ['https://a.example/done?code=abc&state=STATE#_=_', false, 'code'],
    ['http://127.0.0.1:4711/callback?code=abc&state=STATE', false, 'code'],
    ['?code=abc&state=STATE', false, 'code'],
    ['code=abc&state=STATE', false, 'code'],
    ['state=STATE&code=abc', false, 'code'],
    ['https://a.example/done#code=abc&state=STATE', false, 'code'],
    ['https://a.example/?error=access_denied&state=STATE', false, 'declined'],
    ['https://a.example/done?code=abc', true, 'wrong_state'],
    ['abc', true, 'code'],
    ['abc#_', true, 'code'],
    ['abc', false, 'nothing'],
    ['two words', true, 'nothing'],
    ['https://a.example/done', true, 'nothing'],
    ['', true, 'nothing'],
  ])('%s (a bare code is taken: %s) is %s', (pasted, bare, kind) => {
    expect(readPasted(pasted.replace('STATE', STATE), STATE, bare).kind).toBe(kind);
  });

  it('a bare code is the code itself', () => {
    expect(readPasted('  AQD-x_9#_  ', STATE, true)).toMatchObject({ code: 'AQD-x_9' });
  });

  it('is never more than an answer, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (pasted, bare) => {
        expect(readPasted(pasted, STATE, bare).kind).toMatch(/^(code|nothing|wrong_state)$/);
      }),
    );
  });
});

it('secrets are as long as a verifier has to be, of its letters, and never the same', () => {
  const made = Array.from({ length: 200 }, newSecret);
  for (const secret of made) expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(new Set(made).size).toBe(200);
});
