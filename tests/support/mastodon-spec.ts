import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where published descriptions of networks lie beside the project, on machines that have them. */
const FILE = join(import.meta.dirname, '../../../shared/specs/mastodon-openapi.json');

type Schema = Record<string, unknown>;

interface Description {
  paths: Record<string, Record<string, { responses: Record<string, Schema> }>>;
}

interface OpenedSpec {
  /** What is wrong with an answer of an operation, as `place: problem`; nothing where it is as described. */
  problems(method: string, path: string, status: number, answer: unknown): string[];
}

/** Mastodon's published OpenAPI description; null on a machine without it. */
export function openMastodonSpec(): OpenedSpec | null {
  if (!existsSync(FILE)) return null;
  const spec = JSON.parse(readFileSync(FILE, 'utf8')) as Description;

  const follow = (schema: Schema): Schema => {
    const reference = schema.$ref;
    if (typeof reference !== 'string') return schema;
    const parts = reference.slice(2).split('/');
    return follow(parts.reduce<Schema>((at, part) => at[part] as Schema, spec as never));
  };

  function check(given: Schema, value: unknown, place: string): string[] {
    const schema = follow(given);
    const choices = (schema.oneOf ?? schema.anyOf) as Schema[] | undefined;
    if (choices) {
      const tried = choices.map((choice) => check(choice, value, place));
      return tried.some((problems) => problems.length === 0) ? [] : (tried[0] ?? []);
    }
    const types = [schema.type].flat().filter(Boolean) as string[];
    if (types.length > 0 && !types.some((type) => isOf(type, value)))
      return [`${place}: ${JSON.stringify(value)} is no ${types.join(' or ')}`];
    if (Array.isArray(value))
      return value.flatMap((item, at) =>
        schema.items ? check(schema.items as Schema, item, `${place}/${at}`) : [],
      );
    if (typeof value !== 'object' || value === null) return [];
    const fields = value as Record<string, unknown>;
    const missing = ((schema.required ?? []) as string[])
      .filter((name) => fields[name] === undefined)
      .map((name) => `${place}: ${name} is missing`);
    const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
    return [
      ...missing,
      ...properties.flatMap(([name, property]) =>
        fields[name] === undefined ? [] : check(property, fields[name], `${place}/${name}`),
      ),
    ];
  }

  return {
    problems(method, path, status, answer) {
      const [pathname = ''] = path.split('?');
      const name = Object.keys(spec.paths).find((pattern) =>
        new RegExp(`^${pattern.replace(/\{[^}]+\}/g, '\\d+')}$`).test(pathname),
      );
      const operation = name ? spec.paths[name]?.[method.toLowerCase()] : undefined;
      const response = operation?.responses[String(status)];
      // What a token's scopes forbid is described once, not with each operation.
      if (!response && status === 403) return [];
      if (!response) return [`${method} ${pathname}: ${status} is not described`];
      const content = follow(response).content as Record<string, { schema?: Schema }> | undefined;
      const schema = content?.['application/json']?.schema;
      return schema ? check(schema, answer, `${method} ${pathname}`) : [];
    },
  };
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object')
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
