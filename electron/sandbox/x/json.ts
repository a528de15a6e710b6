import type { Answer, Call } from '../network.ts';
import { invalid } from './problems.ts';

/** A JSON body with no field but the known ones: X refuses every other. */
export function readJson(
  { headers, body }: Pick<Call, 'headers' | 'body'>,
  known: readonly string[],
): { fields: Record<string, unknown> } | { refused: Answer } {
  if (!(headers['content-type'] ?? '').startsWith('application/json'))
    return { refused: invalid('The body must be application/json.') };
  try {
    const fields: unknown = JSON.parse(body.toString('utf8'));
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
      return { refused: invalid('The body must be an object.') };
    const strange = strangeField(fields, known);
    return strange === null ? { fields: fields as Record<string, unknown> } : { refused: strange };
  } catch {
    return { refused: invalid('The body is no JSON.') };
  }
}

export function strangeField(fields: object, known: readonly string[]): Answer | null {
  const name = Object.keys(fields).find((each) => !known.includes(each));
  return name === undefined
    ? null
    : invalid(
        `$.${name}: is not defined in the schema and the schema does not allow additional properties`,
      );
}
