/** Bounds on what a caller may send, looked at before anything else reads it. */
const DEPTH = 12;
const NODES = 20_000;
const CHARACTERS = 8_000_000;
const BYTES = 100 * 1024 * 1024 + 4096;

/** Keys that reach an object's prototype where code is careless. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Why an input cannot be taken whatever the route, or null. Plain objects, arrays, byte arrays and JSON's
 * values pass; cycles end at the depth.
 */
export function refuseInput(input: unknown): string | null {
  let nodes = 0;
  let characters = 0;
  let bytes = 0;

  const visit = (value: unknown, depth: number): string | null => {
    nodes += 1;
    if (nodes > NODES) return 'That is too much at once.';
    if (typeof value === 'string') {
      characters += value.length;
      return characters > CHARACTERS ? 'That is too much text at once.' : null;
    }
    if (typeof value !== 'object' || value === null) {
      return typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint'
        ? 'Only texts, numbers, lists and fields can be sent.'
        : null;
    }
    if (depth >= DEPTH) return 'That is nested too deeply.';
    if (value instanceof Uint8Array) {
      bytes += value.byteLength;
      return bytes > BYTES ? 'That file is too large.' : null;
    }
    if (Array.isArray(value)) return visitAll(value, depth);
    if (!isPlain(value)) return 'Only texts, numbers, lists and fields can be sent.';
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key === 'symbol' || FORBIDDEN_KEYS.has(key))
        return 'A field has a name that is not allowed.';
      characters += key.length;
    }
    return visitAll(Object.values(value), depth);
  };

  const visitAll = (values: readonly unknown[], depth: number): string | null => {
    if (nodes + values.length > NODES) return 'That is too much at once.';
    for (const value of values) {
      const reason = visit(value, depth + 1);
      if (reason) return reason;
    }
    return null;
  };

  return visit(input, 0);
}

/** An object literal, also one that was made in another realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
