import type { z } from 'zod';
import { type AppError, fail } from '../../shared/ipc/route.ts';

interface FieldProblem {
  /** `targets.0.accountId`; empty for the input as a whole. */
  path: string;
  message: string;
}

type Issue = z.core.$ZodIssue;

/** What is wrong with an input, field by field. Names of fields are told, values never: one may be a password. */
export function invalidInput(issues: readonly Issue[]): {
  ok: false;
  error: AppError<'invalid_input'>;
} {
  const fields = issues.slice(0, 20).flatMap(problemsOf);
  const [first] = fields;
  const message = first?.path
    ? `Check ${first.path}: ${first.message}`
    : (first?.message ?? 'Check the input.');
  return fail('invalid_input', message, { fields });
}

/** The same for an input that was refused before its fields were looked at. */
export const refusedInput = (message: string) =>
  fail('invalid_input', message, { fields: [{ path: '', message }] });

function problemsOf(issue: Issue): FieldProblem[] {
  const path = issue.path.map(String).join('.').slice(0, 200);
  if (issue.code !== 'unrecognized_keys') return [{ path, message: sentence(issue) }];
  return issue.keys.slice(0, 20).map((key) => ({
    path: [path, key.slice(0, 60)].filter(Boolean).join('.'),
    message: 'This field is not known here.',
  }));
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no (true or false)',
  array: 'a list',
  object: 'a group of fields',
  null: 'empty (null)',
  Uint8Array: 'the bytes of a file',
};

function sentence(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `This must be ${KINDS[issue.expected] ?? issue.expected}.`;
    case 'too_small':
      return issue.origin === 'string'
        ? `This needs at least ${issue.minimum} characters.`
        : `This must be ${issue.minimum} or more.`;
    case 'too_big':
      return issue.origin === 'string'
        ? `This may have at most ${issue.maximum} characters.`
        : issue.origin === 'array'
          ? `At most ${issue.maximum} are possible.`
          : `This must be ${issue.maximum} or less.`;
    case 'invalid_value':
      return `This must be one of: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? withStop(issue.message);
    case 'custom':
      return withStop(issue.message);
    default:
      return 'This is not what is expected here.';
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'This must be an id (a UUID).',
  email: 'This must be an e-mail address.',
  url: 'This must be a web address that begins with https:// or http://.',
};

const withStop = (text: string) => (/[.?]$/.test(text) ? text : `${text}.`);
