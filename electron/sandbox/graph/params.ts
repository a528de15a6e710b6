import { type Form, readForm, type Upload } from '../form.ts';
import type { Answer, Call, CallHead } from '../network.ts';
import { invalid } from './errors.ts';

/** The parameters of a call: in its address, in its body, or in both. */
export interface Params {
  text(name: string): string | null;
  /** Where it is there, `true` or `false`; anything else is wrong. */
  flag(name: string): boolean | null;
  number(name: string): number | null;
  /** A list or an object, written as JSON. */
  json(name: string): unknown;
  upload(name: string): Promise<Upload | null>;
  form: Form | null;
}

export async function readParams(call: Call): Promise<Params | Answer> {
  const hasBody = call.body.length > 0 && call.method === 'POST';
  const type = call.headers['content-type'] ?? '';
  const isForm = hasBody && !type.startsWith('application/octet-stream');
  const form = isForm ? await readForm(call) : null;
  if (isForm && !form) return invalid('The request could not be read');
  const text = (name: string) => form?.text(name) ?? call.query.get(name);
  return {
    text,
    form,
    flag(name) {
      const value = text(name);
      return value === null ? null : value === 'true' || value === '1';
    },
    number(name) {
      const value = text(name);
      return value === null || value.trim() === '' ? null : Number(value);
    },
    json(name) {
      const value = text(name);
      if (value === null) return null;
      try {
        return JSON.parse(value) as unknown;
      } catch {
        return undefined;
      }
    },
    upload: async (name) => form?.upload(name) ?? null,
  };
}

/** The token in the header or in the address. */
export function tokenOf({ headers, query }: Pick<CallHead, 'headers' | 'query'>): string | null {
  const match = /^(?:Bearer|OAuth) +([^\s]+)$/i.exec(headers.authorization ?? '');
  return match?.[1] ?? query.get('access_token');
}
