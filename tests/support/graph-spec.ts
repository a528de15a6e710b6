import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, vi } from 'vitest';
import { watchUploads } from './uploads.ts';

/** Where the networks' published descriptions lie; they are not part of the project. */
const SPECS = join(process.env.CLIENTNEST_SPECS ?? join(process.cwd(), '../shared/specs'), 'meta');

interface Node {
  apis: {
    method: string;
    endpoint?: string;
    params: { name: string; type: string; required: boolean }[];
  }[];
  fields: { name: string; type: string }[];
}

/** A call to the Graph API as it left. */
export interface GraphCall {
  method: string;
  /** Below the version. */
  path: string;
  params: Record<string, string>;
  /** Names of the files that came along. */
  files: string[];
  headers: Headers;
}

/** Which description a call is held against: a node, and an edge of it or the node itself. */
export type Place = { node: string; edge?: string } | null;

/** Every call of ours that leaves while a test runs. */
export function recordGraphCalls(): GraphCall[] {
  const calls: GraphCall[] = [];
  const stop = watchUploads(({ method, url, headers }) =>
    calls.push({
      ...{ method, path: pathOf(url), headers, files: [] },
      params: Object.fromEntries(url.searchParams),
    }),
  );
  onTestFinished(stop);
  const real = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const url = new URL(String(input));
    const { body, method = 'GET' } = init ?? {};
    const params = Object.fromEntries(url.searchParams);
    const files: string[] = [];
    if (body instanceof URLSearchParams || body instanceof FormData)
      for (const [name, value] of body)
        if (typeof value === 'string') params[name] = value;
        else files.push(name);
    const path = pathOf(url);
    const headers = new Headers(init?.headers);
    if (headers.get('user-agent')?.startsWith('ClientNest/'))
      calls.push({ method, path, params, files, headers });
    return real(input, init);
  });
  return calls;
}

const pathOf = ({ pathname }: URL) => decodeURIComponent(pathname.replace(/^\/v\d+\.\d+/, ''));

/** What the API takes everywhere: developers.facebook.com/docs/graph-api/overview and /results. */
const EVERYWHERE = new Set(['access_token', 'fields', 'limit', 'after', 'before']);

/**
 * For the tests of a file: holds calls against the published description, and says at the end how many fitted.
 * @param network as people call it
 */
export function graphChecks(network: string) {
  const spec = openGraphSpec();
  if (!spec) console.warn('Skipped: Meta’s published description is not on this machine.');
  let checked = 0;
  afterAll(() => {
    if (spec) console.info(`${network}: ${checked} requests fit Meta’s published description.`);
  });
  /** @param placeOf what of a call is described */
  return (calls: readonly GraphCall[], placeOf: (call: GraphCall) => Place): void => {
    if (!spec) return;
    for (const call of calls) {
      const place = placeOf(call);
      if (!place) continue;
      checked++;
      expect(spec.problemsOf(call, place)).toEqual([]);
    }
  };
}

/** Meta's published description of its nodes; null on a machine without it. */
function openGraphSpec() {
  if (!existsSync(SPECS)) return null;
  const nodes = new Map<string, Node>();
  const enums = new Map(
    (
      JSON.parse(readFileSync(join(SPECS, 'enum_types.json'), 'utf8')) as {
        name: string;
        values: unknown[];
      }[]
    ).map(({ name, values }) => [name, values.map(String)]),
  );
  const nodeOf = (name: string): Node => {
    const known = nodes.get(name);
    if (known) return known;
    const read = JSON.parse(readFileSync(join(SPECS, `${name}.json`), 'utf8')) as Node;
    nodes.set(name, read);
    return read;
  };

  function fits(type: string, value: string): boolean {
    const list = /^list<(.*)>$/.exec(type);
    if (list) {
      const items = asJson(value) ?? value.split(',');
      const inner = list[1] ?? 'string';
      return (
        Array.isArray(items) &&
        items.every((item) =>
          inner === 'Object'
            ? item !== ''
            : fits(inner, typeof item === 'string' ? item : JSON.stringify(item)),
        )
      );
    }
    if (type === 'bool') return value === 'true' || value === 'false';
    if (type === 'unsigned int') return /^\d+$/.test(value);
    if (type === 'int') return /^-?\d+$/.test(value);
    if (type === 'float') return Number.isFinite(Number(value));
    if (type === 'datetime') return /^\d+$/.test(value) || !Number.isNaN(Date.parse(value));
    if (type === 'map' || type === 'Object') return typeof asJson(value) === 'object';
    return enums.get(type)?.includes(value) ?? type === 'string';
  }

  return {
    /** What in a call is not as described; empty where all is. */
    problemsOf({ method, path, params, files }: GraphCall, place: NonNullable<Place>): string[] {
      const { node, edge } = place;
      const { apis, fields } = nodeOf(node);
      const api = apis.find((each) => each.method === method && each.endpoint === edge);
      const name = `${method} ${path}`;
      if (!api) return [`${name} is not described`];
      const problems: string[] = [];
      for (const [param, value] of Object.entries(params)) {
        const known = api.params.find((each) => each.name === param);
        if (!known && !EVERYWHERE.has(param)) problems.push(`${name}: no parameter ${param}`);
        if (known && !fits(known.type, value))
          problems.push(`${name}: ${param}=${value} is no ${known.type}`);
      }
      for (const { name: param, required } of api.params)
        if (required && !(param in params)) problems.push(`${name}: ${param} is missing`);
      // Files are told apart from parameters: they are described on the edge's page only.
      for (const file of files) if (file !== 'source') problems.push(`${name}: no file ${file}`);
      if (edge === undefined && method === 'GET' && params.fields)
        for (const field of topLevel(params.fields))
          if (!fields.some((each) => each.name === field) && !EDGES.has(field))
            problems.push(`${name}: no field ${field}`);
      return problems;
    },
  };
}

/** Edges that may be asked for as fields. */
const EDGES = new Set(['reactions', 'comments', 'attachments', 'replies', 'children', 'from']);

/** `a,b{c}.d(e)` → a, b */
const topLevel = (fields: string): string[] => {
  let text = fields.replace(/\([^)]*\)/g, '');
  while (/\{[^{}]*\}/.test(text)) text = text.replace(/\{[^{}]*\}/g, '');
  return text.split(',').map((field) => field.split('.')[0] ?? field);
};

function asJson(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null;
  }
}
