import type { Answer } from '../network.ts';
import { invalid } from './errors.ts';

/** One of `fields`, e.g. `comments.filter(stream).limit(0){id}`. */
export interface Field {
  name: string;
  modifiers: Readonly<Record<string, string>>;
  inner: readonly Field[];
}

/** A node or an object as it may be asked for: each field is made when somebody wants it. */
export type Node = Readonly<Record<string, (field: Field) => unknown>>;

/** @returns null where it makes no sense */
function parseFields(text: string): Field[] | null {
  let at = 0;
  const name = () => {
    const match = /^[a-z_]+/i.exec(text.slice(at));
    at += match?.[0].length ?? 0;
    return match?.[0] ?? null;
  };
  function list(): Field[] | null {
    const fields: Field[] = [];
    for (;;) {
      const found = name();
      if (found === null) return null;
      const modifiers: Record<string, string> = {};
      while (text[at] === '.') {
        at++;
        const modifier = name();
        const end = text.indexOf(')', at);
        if (modifier === null || text[at] !== '(' || end < 0) return null;
        modifiers[modifier] = text.slice(at + 1, end);
        at = end + 1;
      }
      let inner: Field[] = [];
      if (text[at] === '{') {
        at++;
        const within = list();
        if (within === null || text[at] !== '}') return null;
        at++;
        inner = within;
      }
      fields.push({ name: found, modifiers, inner });
      if (text[at] !== ',') return fields;
      at++;
    }
  }
  const fields = list();
  return at === text.length ? fields : null;
}

/** What of a node is asked for, or the refusal of a field that it does not have. What is undefined is left out. */
export function select(
  node: Node,
  type: string,
  asked: string | null,
  usual: string,
): Record<string, unknown> | Answer {
  const fields = parseFields(asked ?? usual);
  if (!fields) return invalid('Syntax error in the field list');
  return pick(node, type, fields);
}

function pick(
  node: Node,
  type: string,
  fields: readonly Field[],
): Record<string, unknown> | Answer {
  const picked: Record<string, unknown> = {};
  for (const field of fields) {
    const make = node[field.name];
    if (!make)
      return invalid(`Tried accessing nonexisting field (${field.name}) on node type (${type})`);
    const value = make(field);
    if (value !== undefined) picked[field.name] = value;
  }
  // It always comes along.
  if (node.id && !('id' in picked)) picked.id = node.id({ name: 'id', modifiers: {}, inner: [] });
  return picked;
}

/** Of an object inside of a node: what is asked for of it, else all. */
export const within = (object: Readonly<Record<string, unknown>>, { inner }: Field): object =>
  inner.length === 0
    ? object
    : Object.fromEntries(
        inner.flatMap(({ name }) => (name in object ? [[name, object[name]]] : [])),
      );
