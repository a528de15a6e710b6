import type { Call } from './network.ts';

export interface Upload {
  bytes: Buffer;
  /** As the client declared it. */
  mimeType: string;
}

/** A call's parameters, whichever way they were sent. */
export interface Form {
  text(name: string): string | null;
  list(name: string): string[];
  flag(name: string): boolean;
  has(name: string): boolean;
  upload(name: string): Promise<Upload | null>;
}

/** Reads JSON, urlencoded and multipart bodies as Rails does; null where the body makes no sense. */
export async function readForm({ headers, body }: Call): Promise<Form | null> {
  const type = headers['content-type'] ?? '';
  try {
    if (type.startsWith('application/json')) return fromJson(JSON.parse(body.toString('utf8')));
    if (type.startsWith('multipart/form-data')) {
      const response = new Response(body as Uint8Array<ArrayBuffer>, {
        headers: { 'content-type': type },
      });
      return fromPairs(await response.formData());
    }
    return fromPairs(new URLSearchParams(body.toString('utf8')));
  } catch {
    return null;
  }
}

function fromJson(json: unknown): Form | null {
  if (typeof json !== 'object' || json === null) return null;
  const fields = json as Record<string, unknown>;
  const text = (name: string) => {
    const value = fields[name];
    return value === undefined || value === null ? null : String(value);
  };
  return {
    text,
    list(name) {
      const value = fields[name];
      return Array.isArray(value) ? value.map(String) : [];
    },
    flag: (name) => isYes(text(name)),
    has: (name) => fields[name] !== undefined && fields[name] !== null,
    upload: async () => null,
  };
}

function fromPairs(pairs: FormData | URLSearchParams): Form {
  const text = (name: string) => {
    const value = pairs.get(name);
    return typeof value === 'string' ? value : null;
  };
  return {
    text,
    list: (name) => [...pairs.getAll(`${name}[]`)].map(String),
    flag: (name) => isYes(text(name)),
    has: (name) => pairs.has(name) || [...pairs.keys()].some((key) => key.startsWith(`${name}[`)),
    async upload(name) {
      const value = pairs.get(name);
      if (value === null || typeof value === 'string') return null;
      return { bytes: Buffer.from(await value.arrayBuffer()), mimeType: value.type };
    },
  };
}

const isYes = (value: string | null) =>
  value !== null && !['', '0', 'false', 'f', 'off'].includes(value.toLowerCase());
