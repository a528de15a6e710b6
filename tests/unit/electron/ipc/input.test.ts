import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refuseInput } from '../../../../electron/ipc/input-size.ts';
import { invalidInput } from '../../../../electron/ipc/invalid-input.ts';
import { contract } from '../../../../shared/ipc/contract.ts';

describe('what is refused before it is parsed', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });
  const circle: Record<string, unknown> = {};
  circle.self = circle;

  it.each([
    ['deep nesting', nested(40)],
    ['a circle', circle],
    ['too many values', { list: Array.from({ length: 30_000 }, () => 1) }],
    ['a sparse giant', { list: new Array(1e8) }],
    ['too much text', { text: 'x'.repeat(9_000_000) }],
    ['a function', { a: () => 1 }],
    ['a symbol', { a: Symbol('a') }],
    ['a symbol as a name', { [Symbol('a')]: 1 }],
    ['a big integer', { a: 1n }],
    ['a map', new Map()],
    ['a date', { at: new Date() }],
    ['an own __proto__', JSON.parse('{"__proto__": {"admin": true}}')],
    ['a constructor', { constructor: { prototype: {} } }],
    ['an instance', new (class Post {})()],
  ])('%s', (_what, input) => {
    expect(refuseInput(input)).toEqual(expect.any(String));
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['fields', { a: [1, 'x', true, null, { b: undefined }] }],
    ['an object without prototype', Object.assign(Object.create(null), { a: 1 })],
    ['bytes', { bytes: new Uint8Array(10_000_000) }],
    [
      'the longest post of the contract',
      {
        text: 'x'.repeat(100_000),
        targets: Array.from({ length: 50 }, () => ({ text: 'y'.repeat(100_000) })),
      },
    ],
  ])('lets pass: %s', (_what, input) => {
    expect(refuseInput(input)).toBeNull();
  });
});

describe('how a wrong input is told', () => {
  const told = (schema: z.ZodType, input: unknown) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) throw new Error('The input is right');
    return invalidInput(parsed.error.issues).error;
  };

  it('names the fields in sentences', () => {
    const error = told(contract['posts.create'].input, {
      clientId: 'x',
      targets: [{ accountId: 1 }],
      surplus: 1,
    });
    expect(error.code).toBe('invalid_input');
    expect(error.message).toBe('Check clientId: This must be an id (a UUID).');
    expect(error.details).toEqual({
      fields: [
        { path: 'clientId', message: 'This must be an id (a UUID).' },
        { path: 'targets.0.accountId', message: 'This must be a text.' },
        { path: 'surplus', message: 'This field is not known here.' },
      ],
    });
  });

  it('never says a value, whatever was wrong with it', () => {
    const secret = 'hunter2-hunter2';
    const schemas: [z.ZodType, unknown][] = [
      [
        contract['accounts.connect'].input,
        {
          clientId: secret,
          network: secret,
          serviceUrl: secret,
          identifier: '',
          appPassword: [secret],
        },
      ],
      [contract['vault.choosePassphrase'].input, { passphrase: secret.slice(0, 11) }],
      [contract['profiles.save'].input, { name: 'A', email: secret, timeZone: secret }],
      [contract['settings.update'].input, { theme: secret, keepRunning: secret }],
    ];
    for (const [schema, input] of schemas) {
      expect(JSON.stringify(told(schema, input))).not.toContain(secret.slice(0, 11));
    }
  });

  it('bounds the list, also for an input of rubbish', () => {
    const rubbish = Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [`k${at}`.repeat(50), at]),
    );
    const error = told(z.strictObject({ a: z.string() }), rubbish);
    expect(JSON.stringify(error).length).toBeLessThan(4000);
  });
});
