import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ForwardedCall } from './fault-proxy.ts';

/** A call and its answer, for holding both against the published description. */
export interface Exchange {
  method: string;
  url: URL;
  headers: ForwardedCall['headers'];
  /** Parsed JSON, or the fields of a form. */
  body: unknown;
  status: number;
  answer: unknown;
}

/** Reads what was sent there and back. */
export async function exchangeOf({ body, answer, ...call }: ForwardedCall): Promise<Exchange> {
  const type = call.headers['content-type'] ?? '';
  const form = type.startsWith('multipart/form-data')
    ? await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    : null;
  const json = type.startsWith('application/json') ? JSON.parse(body.toString()) : null;
  return {
    ...call,
    body: form ? Object.fromEntries(form) : json,
    answer: answer.length > 0 ? JSON.parse(answer.toString()) : null,
  };
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  nullable?: boolean;
  additionalProperties?: boolean | Schema;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
}
interface Content {
  content?: Record<string, { schema?: Schema }>;
}
interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: Content & { required?: boolean };
  responses: Record<string, Content>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; parameters?: Record<string, Parameter> };
}

/** Where the networks' published descriptions lie; they are not part of the project. */
const SPECS = process.env.CLIENTNEST_SPECS ?? join(process.cwd(), '../shared/specs');

/** Null where the description is not on this machine: then a test says that it is skipped. */
export function openApi(file: string) {
  const path = join(SPECS, file);
  if (!existsSync(path)) return null;
  const description = JSON.parse(readFileSync(path, 'utf8')) as Description;
  return { problemsOf: (exchange: Exchange) => problemsOf(description, exchange) };
}

/** What in a call or its answer is not as described; empty where all is. */
function problemsOf(description: Description, exchange: Exchange): string[] {
  const { method, url, status } = exchange;
  const operation = operationOf(description, method, url.pathname);
  if (!operation) return [`${method} ${url.pathname} is not described`];
  const answer = operation.responses[String(status)] ?? operation.responses.default;
  const problems = [...requestProblems(description, operation, exchange)];
  if (!answer) problems.push(`${status} is no answer to this call`);
  const tried = Object.values(answer?.content ?? {}).flatMap(({ schema }) =>
    schema ? [mismatches(description, schema, exchange.answer, 'answer')] : [],
  );
  if (!tried.some((found) => found.length === 0)) problems.push(...(tried[0] ?? []));
  return problems.map((problem) => `${method} ${url.pathname}: ${problem}`);
}

/** A path without a place for an id is meant before one with it: `/users/me` is no `/users/{id}`. */
function operationOf({ paths }: Description, method: string, pathname: string) {
  const found = Object.entries(paths)
    .filter(([path]) => new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(pathname))
    .sort(([one], [other]) => one.split('{').length - other.split('{').length);
  return found.map(([, operations]) => operations[method.toLowerCase()]).find(Boolean);
}

function* requestProblems(
  description: Description,
  { parameters = [], requestBody }: Operation,
  { url, headers, body }: Exchange,
): Iterable<string> {
  const all = parameters.map((each) => referred(description, each));
  const known = (place: string) => all.filter((each) => each.in === place);
  for (const [name, value] of url.searchParams) {
    // `id[]=1&id[]=2` is one list.
    const parameter = known('query').find((each) => each.name === name.replace(/\[\]$/, ''));
    if (!parameter) yield `the query has no parameter ${name}`;
    else yield* parameterProblems(description, parameter, value);
  }
  for (const { name, required } of known('query'))
    if (required && !url.searchParams.has(name)) yield `the parameter ${name} is missing`;
  for (const { name, required } of known('header'))
    if (required && headers[name.toLowerCase()] === undefined)
      yield `the header ${name} is missing`;
  const type = headers['content-type']?.split(';')[0] ?? '';
  const schema = requestBody?.content?.[type]?.schema;
  if (body === null && requestBody?.required) yield 'the body is missing';
  if (body === null) return;
  if (!schema) return yield `a body of type ${type} is not described`;
  const names = propertyNames(description, schema);
  for (const name of Object.keys(body as object))
    if (!names.has(name)) yield `the body has no field ${name}`;
  yield* mismatches(description, schema, body, 'body');
}

const referred = ({ components }: Description, parameter: Parameter): Parameter =>
  components.parameters?.[parameter.$ref?.replace('#/components/parameters/', '') ?? ''] ??
  parameter;

/** A list is one value with commas; numbers and flags come as text. */
function parameterProblems(
  description: Description,
  { name, schema: given = {} }: Parameter,
  value: string,
): string[] {
  const schema = resolved(description, given);
  return mismatches(
    description,
    schema,
    READ[[schema.type].flat()[0] ?? '']?.(value) ?? value,
    name,
  );
}

const READ: Readonly<Record<string, (value: string) => unknown>> = {
  array: (value) => value.split(','),
  integer: Number,
  number: Number,
  boolean: (value) => ({ true: true, false: false })[value],
};

const resolved = ({ components }: Description, schema: Schema): Schema => {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : (components.schemas[name] ?? {});
};

function propertyNames(description: Description, schema: Schema): Set<string> {
  const { properties = {}, allOf = [], oneOf = [], anyOf = [] } = resolved(description, schema);
  const inner = [...allOf, ...oneOf, ...anyOf].flatMap((each) => [
    ...propertyNames(description, each),
  ]);
  return new Set([...Object.keys(properties), ...inner]);
}

/** JSON Schema as far as the descriptions use it. A text with images fits two of their `oneOf`, so one or more will do. */
function mismatches(
  description: Description,
  given: Schema,
  value: unknown,
  path: string,
): string[] {
  const schema = resolved(description, given);
  const inner = (each: Schema) => mismatches(description, each, value, path);
  const problems = (schema.allOf ?? []).flatMap(inner);
  if (value === null && schema.nullable) return [];
  for (const shapes of [schema.oneOf, schema.anyOf])
    if (shapes && !shapes.some((each) => inner(each).length === 0))
      problems.push(`${path} is none of the shapes it may have`);
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value, schema.format)))
    return [...problems, `${path} is not ${types.join(' or ')}`];
  if (schema.enum && value !== null && !schema.enum.includes(value))
    problems.push(`${path} is none of ${schema.enum.join(', ')}`);
  for (const problem of outOfBounds(schema, value)) problems.push(`${path} ${problem}`);
  if (Array.isArray(value)) {
    const { items } = schema;
    return items
      ? [
          ...problems,
          ...value.flatMap((each, at) => mismatches(description, items, each, `${path}[${at}]`)),
        ]
      : problems;
  }
  if (typeof value !== 'object' || value === null) return problems;
  const fields = value as Record<string, unknown>;
  for (const name of schema.required ?? [])
    if (!(name in fields)) problems.push(`${path}.${name} is missing`);
  if (schema.additionalProperties === false)
    for (const name of Object.keys(fields))
      if (!(name in (schema.properties ?? {}))) problems.push(`${path} has no field ${name}`);
  for (const [name, each] of Object.entries(schema.properties ?? {}))
    if (name in fields)
      problems.push(...mismatches(description, each, fields[name], `${path}.${name}`));
  return problems;
}

function* outOfBounds(schema: Schema, value: unknown): Iterable<string> {
  const least = (bound: number | undefined, of: number) => bound !== undefined && of < bound;
  const most = (bound: number | undefined, of: number) => bound !== undefined && of > bound;
  if (typeof value === 'number' && (least(schema.minimum, value) || most(schema.maximum, value)))
    yield `is not from ${schema.minimum} to ${schema.maximum}`;
  if (typeof value === 'string') {
    const length = [...value].length;
    if (least(schema.minLength, length) || most(schema.maxLength, length))
      yield `has not ${schema.minLength} to ${schema.maxLength} characters`;
    if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value))
      yield `is not like ${schema.pattern}`;
  }
  if (!Array.isArray(value)) return;
  if (least(schema.minItems, value.length) || most(schema.maxItems, value.length))
    yield `has not ${schema.minItems} to ${schema.maxItems} items`;
  if (schema.uniqueItems && new Set(value).size < value.length) yield 'has an item twice';
}

function isOf(type: string, value: unknown, format: string | undefined): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null;
  if (type === 'string' && format === 'binary') return value instanceof Blob;
  return typeof value === type && (format !== 'date-time' || !Number.isNaN(Date.parse(`${value}`)));
}
