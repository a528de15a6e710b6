import { z } from 'zod';
import {
  ANSWERS_KIND,
  ANSWERS_VERSION,
  APPROVAL_ANSWERS,
  MAX_ANSWERS_FILE,
  type PackAnswers,
} from '../../shared/domain/approval.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.int().min(0).max(8.64e15);

const answersFile = z.strictObject({
  kind: z.literal(ANSWERS_KIND),
  version: z.literal(ANSWERS_VERSION),
  pack: z.uuid(),
  author: z.string().min(1).max(120),
  savedAt: time,
  answers: z
    .array(
      z.strictObject({
        postId: z.uuid(),
        fingerprint: hash,
        answer: z.enum(APPROVAL_ANSWERS),
        text: z.string().max(5000),
        at: time,
      }),
    )
    .min(1)
    .max(100),
  signature: hash,
});

export interface AnswersFile extends PackAnswers {
  signature: string;
}

/** Between these, in a mail that the answers were copied into. */
const ARMOUR = /-----BEGIN CLIENTNEST ANSWERS-----([\s\S]*?)-----END CLIENTNEST ANSWERS-----/;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** What a client sent back, as far as it is an answers file at all. Nothing of it is trusted before its signature is checked. */
export function readAnswersFile(text: string): Result<AnswersFile, 'malformed' | 'too_large'> {
  if (text.length > MAX_ANSWERS_FILE)
    return fail(
      'too_large',
      'This file is far larger than answers are, so it was not read. Ask for the file that “Save my answers” made.',
    );
  const found = fromJson(ARMOUR.test(text) ? unarmoured(text) : text);
  if (found === undefined) return fail('malformed', NO_ANSWERS);
  const newer = z.looseObject({ kind: z.literal(ANSWERS_KIND), version: z.int().min(2) });
  if (newer.safeParse(found).success)
    return fail(
      'malformed',
      'These answers were made by a pack of a newer ClientNest. Update ClientNest, then bring them in again.',
    );
  const parsed = answersFile.safeParse(found);
  if (!parsed.success) return fail('malformed', NO_ANSWERS);
  const posts = new Set(parsed.data.answers.map(({ postId }) => postId));
  if (posts.size < parsed.data.answers.length) return fail('malformed', NO_ANSWERS);
  return ok(parsed.data);
}

const NO_ANSWERS =
  'There are no answers in this that ClientNest can read. Ask for the file that “Save my answers” made, as it was saved.';

/** Undefined where it is no JSON, or where a key would reach an object's prototype. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text.trim().replace(/^\ufeff/, ''), (key, value: unknown) => {
      if (FORBIDDEN_KEYS.has(key)) throw new SyntaxError('A key that is not allowed');
      return value;
    });
  } catch {
    return undefined;
  }
}

/** Mail programs wrap lines and put `>` before them. */
function unarmoured(text: string): string {
  const inside = ARMOUR.exec(text)?.[1] ?? '';
  return Buffer.from(inside.replace(/[^A-Za-z0-9+/=]/g, ''), 'base64').toString('utf8');
}
