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
}
interface Content {
  content?: Record<string, { schema?: Schema }>;
}
interface Operation {
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: Content;
  responses: Record<string, Content>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
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
  const answer = operation.responses[String(status)];
  const problems = [...requestProblems(description, operation, exchange)];
  if (!answer) problems.push(`${status} is no answer to this call`);
  const schema = answer?.content?.['application/json']?.schema;
  if (schema) problems.push(...mismatches(description, schema, exchange.answer, 'answer'));
  return problems.map((problem) => `${method} ${url.pathname}: ${problem}`);
}

function operationOf({ paths }: Description, method: string, pathname: string) {
  const found = Object.entries(paths).find(([path]) =>
    new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(pathname),
  );
  return found?.[1][method.toLowerCase()];
}

function* requestProblems(
  description: Description,
  { parameters = [], requestBody }: Operation,
  { url, headers, body }: Exchange,
): Iterable<string> {
  const known = (place: string) => parameters.filter((each) => each.in === place);
  for (const name of url.searchParams.keys())
    if (!known('query').some((each) => each.name === name.replace(/\[\]$/, '')))
      yield `the query has no parameter ${name}`;
  for (const { name, required } of known('header'))
    if (required && headers[name.toLowerCase()] === undefined)
      yield `the header ${name} is missing`;
  const type = headers['content-type']?.split(';')[0] ?? '';
  const schema = requestBody?.content?.[type]?.schema;
  if (body === null) return;
  if (!schema) return yield `a body of type ${type} is not described`;
  const names = propertyNames(description, schema);
  for (const name of Object.keys(body as object))
    if (!names.has(name)) yield `the body has no field ${name}`;
  yield* mismatches(description, schema, body, 'body');
}

const resolved = ({ components }: Description, schema: Schema): Schema => {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : (components.schemas[name] ?? {});
};

function propertyNames(description: Description, schema: Schema): Set<string> {
  const { properties = {}, allOf = [], oneOf = [] } = resolved(description, schema);
  const inner = [...allOf, ...oneOf].flatMap((each) => [...propertyNames(description, each)]);
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
  if (schema.oneOf && !schema.oneOf.some((each) => inner(each).length === 0))
    problems.push(`${path} is none of the shapes it may have`);
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value, schema.format)))
    return [...problems, `${path} is not ${types.join(' or ')}`];
  if (schema.enum && value !== null && !schema.enum.includes(value))
    problems.push(`${path} is none of ${schema.enum.join(', ')}`);
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
  for (const [name, each] of Object.entries(schema.properties ?? {}))
    if (name in fields)
      problems.push(...mismatches(description, each, fields[name], `${path}.${name}`));
  return problems;
}

function isOf(type: string, value: unknown, format: string | undefined): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null;
  if (type === 'string' && format === 'binary') return value instanceof Blob;
  return typeof value === type && (format !== 'date-time' || !Number.isNaN(Date.parse(`${value}`)));
}
