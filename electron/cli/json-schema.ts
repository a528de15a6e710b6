import { z } from 'zod';

/** JSON Schema as far as the contract uses it. */
export interface JsonSchema {
  type?: string | string[];
  format?: string;
  pattern?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  propertyNames?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  required?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  /** Name of a shape that has its own chapter. */
  shape?: string;
}

/** The JSON Schema of a zod schema. Nodes that are one of `shapes` carry its name. */
export function jsonSchemaOf(
  schema: z.ZodType,
  io: 'input' | 'output',
  shapes: ReadonlyMap<unknown, string>,
): JsonSchema {
  return z.toJSONSchema(schema, {
    io,
    // A byte array and a refinement have no words in JSON Schema; their description says it.
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const name = shapes.get(zodSchema);
      if (name) Object.assign(jsonSchema, { shape: name });
    },
  }) as JsonSchema;
}

export interface Field {
  /** `targets[].accountId` */
  path: string;
  type: string;
  notes: string;
}

/** The fields of an object, those of nested objects by their path. */
export function fieldsOf(schema: JsonSchema, io: 'input' | 'output', prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix + name;
    const optional = io === 'input' && !schema.required?.includes(name);
    const row = { path, type: typeOf(field), notes: notesOf(field, optional) };
    return [row, ...nested(field, io, path)];
  });
}

/** The fields of what is inside a list, a choice or an object that has no chapter of its own. */
export function nested(field: JsonSchema, io: 'input' | 'output', path = ''): Field[] {
  if (field.shape) return [];
  const choices = field.anyOf ?? field.oneOf;
  if (choices) return together(choices.flatMap((one) => nested(one, io, path)));
  if (field.items) return nested(field.items, io, `${path}[]`);
  return field.properties ? fieldsOf(field, io, path && `${path}.`) : [];
}

/** `a or b` and `b or c` are `a or b or c`. */
const eitherOf = (types: readonly string[]): string =>
  [...new Set(types.flatMap((type) => type.split(' or ')))].join(' or ');

/** A field that several choices have is one row, of all the types that it has in them. */
function together(fields: readonly Field[]): Field[] {
  const rows = new Map<string, Field>();
  for (const field of fields) {
    const key = JSON.stringify([field.path, field.notes]);
    const before = rows.get(key);
    rows.set(key, before ? { ...before, type: eitherOf([before.type, field.type]) } : field);
  }
  return [...rows.values()];
}

/** A type in a few words of Markdown. */
export function typeOf(schema: JsonSchema): string {
  if (schema.shape) return `[${schema.shape}](#${schema.shape.toLowerCase()})`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return eitherOf(choices.map(typeOf));
  if (schema.enum) return schema.enum.map((value) => code(value)).join(' or ');
  if ('const' in schema) return code(schema.const);
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.type === 'object')
    return typeof schema.additionalProperties === 'object' ? mapOf(schema) : 'object';
  if (schema.format === 'uuid') return 'id';
  return schema.type ?? 'bytes';
}

const code = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

const mapOf = (schema: JsonSchema) =>
  `object: ${typeOf(schema.propertyNames ?? {})} to ${typeOf(schema.additionalProperties as JsonSchema)}`;

function notesOf(schema: JsonSchema, optional: boolean): string {
  const inner = (schema.anyOf ?? []).find((one) => one.type !== 'null') ?? schema;
  const isId = inner.format === 'uuid';
  return [
    optional && !('default' in schema) ? 'optional' : '',
    'default' in schema ? `default ${code(JSON.stringify(schema.default))}` : '',
    isId ? '' : (inner.description ?? schema.description ?? ''),
    limits(inner),
  ]
    .filter(Boolean)
    .join('; ');
}

/** Bounds that are of use to a reader: not those that only say "a safe integer" or "a point in time". */
function limits(schema: JsonSchema): string {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum } = schema;
  const parts = [
    between('characters', minLength, maxLength),
    between('items', minItems, maxItems),
    schema.type === 'integer' && maximum !== undefined && maximum < 1e14
      ? between('', minimum, maximum)
      : '',
  ];
  return parts.filter(Boolean).join('; ');
}

function between(unit: string, least?: number, most?: number): string {
  if (most === undefined) return least ? `at least ${least} ${unit}`.trim() : '';
  return (least ? `${least} to ${most} ${unit}` : `at most ${most} ${unit}`).trim();
}
