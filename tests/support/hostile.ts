import fc from 'fast-check';
import { z } from 'zod';

/** What JSON Schema says of a route's input, as far as the contract uses it. */
interface Shape {
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  oneOf?: Shape[];
  items?: Shape;
  properties?: Record<string, Shape>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
}

const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kathmandu'];

const onePixel = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** Fields whose rules JSON Schema cannot say, or that must not lead out of this machine. */
const byName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  zone: fc.constantFrom(...ZONES),
  timeZone: fc.constantFrom(...ZONES),
  serviceUrl: fc.constantFrom('http://127.0.0.1:9', 'http://127.0.0.1:9/a/b', 'http://example.com'),
  wallTime: fc.oneof(
    fc.constantFrom('2027-03-28T02:30', '2027-10-31T02:30', '2020-01-01T00:00', '2027-02-30T10:00'),
    fc.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
  ),
  bytes: fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(onePixel)),
  path: fc.constantFrom('/etc/hostname', '/nowhere', '/dev/null', '.', '/proc/self/mem', 'a\0b'),
  folder: fc.constantFrom('/nowhere', '/dev/null', '.', 'a\0b'),
  passphrase: fc.string({ minLength: 12, maxLength: 30 }),
};

/** Inputs that a schema takes. `ids` are mixed in where an id is wanted. */
export function rightInput(schema: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  return arbitraryOf(shape, '', ids);
}

function arbitraryOf(shape: Shape, name: string, ids: readonly string[]): fc.Arbitrary<unknown> {
  const own = byName[name];
  if (own) return own;
  const either = shape.anyOf ?? shape.oneOf;
  if (either) return fc.oneof(...either.map((one) => arbitraryOf(one, name, ids)));
  if (Array.isArray(shape.type)) {
    return fc.oneof(...shape.type.map((type) => arbitraryOf({ ...shape, type }, name, ids)));
  }
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if ('const' in shape) return fc.constant(shape.const);
  switch (shape.type) {
    case 'object':
      return objectOf(shape, ids);
    case 'array':
      return fc.array(arbitraryOf(shape.items ?? {}, '', ids), {
        maxLength: Math.min(shape.maxItems ?? 3, 3),
      });
    case 'integer':
      return fc.integer({
        min: Math.max(shape.minimum ?? 0, Number.MIN_SAFE_INTEGER),
        max: Math.min(shape.maximum ?? 8.64e15, 8.64e15),
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(shape, ids);
    default:
      return fc.anything();
  }
}

function objectOf(shape: Shape, ids: readonly string[]): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape.properties ?? {}).map(
    ([name, field]): [string, fc.Arbitrary<unknown>] => [name, arbitraryOf(field, name, ids)],
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: (shape.required ?? []) as never[] });
}

function textOf(shape: Shape, ids: readonly string[]): fc.Arbitrary<string> {
  if (shape.format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid({ version: 7 }));
  if (shape.format === 'email') return fc.constant('ada@example.com');
  if (shape.pattern) return fc.stringMatching(new RegExp(shape.pattern));
  // Zod's own trimming may leave less than the shortest, so a letter is always there.
  return fc
    .string({ unit: 'binary', maxLength: Math.min(shape.maxLength ?? 60, 60) - 1 })
    .map((text) => `a${text}`);
}

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    -1,
    2 ** 60,
    '',
    '\0',
    '\ud800',
    "'; DROP TABLE posts; --",
    '../../etc/passwd',
    'x'.repeat(200_000),
    [],
    {},
    [[[[[[[[[[[[[[[]]]]]]]]]]]]]]],
    10n,
    Symbol('hostile'),
    () => 'called',
    new Date(0),
    new Map([['id', 1]]),
    new Uint8Array(4),
    Object.create({ id: 'inherited' }),
    JSON.parse('{"__proto__": {"polluted": true}}'),
    { constructor: { prototype: { polluted: true } } },
    { toString: () => 'x', valueOf: () => 1 },
  ),
  fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true, withSparseArray: true }),
);

/** Inputs that are nearly right, and inputs that are nothing of the kind. */
export function hostileInput(schema: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  const right = rightInput(schema, ids) as fc.Arbitrary<Record<string, unknown>>;
  const surplus = fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'id',
    'admin',
    '$where',
    '',
  );
  return fc.oneof(
    hostileValue,
    // One field too many.
    fc.tuple(right, surplus, hostileValue).map(([input, name, value]) => {
      const changed = { ...input };
      Object.defineProperty(changed, name, { value, enumerable: true, configurable: true });
      return changed;
    }),
    // One field of another kind.
    fc.tuple(right, fc.nat(), hostileValue).map(([input, at, value]) => {
      const names = Object.keys(input);
      const name = names[at % Math.max(names.length, 1)];
      return name === undefined ? { surplus: value } : { ...input, [name]: value };
    }),
    // One field missing.
    fc.tuple(right, fc.nat()).map(([input, at]) => {
      const names = Object.keys(input);
      const { [names[at % Math.max(names.length, 1)] ?? '']: _gone, ...rest } = input;
      return rest;
    }),
  );
}
