import { z } from 'zod';
import { epochMs, id } from './fields.ts';
import { content, post } from './posts.ts';
import { route } from './route.ts';

/** One entry of a post's history. */
export const postVersion = z.strictObject({
  /** The post's version that had this content. */
  version: z.int().min(1),
  savedAt: epochMs,
  /** The first 140 characters of the text. */
  excerpt: z.string(),
  mediaCount: z.int().min(0),
  targetCount: z.int().min(0),
  /** What the post says now. */
  isCurrent: z.boolean(),
});

/** What the post said then, as in `posts.create`. */
export const postVersionContent = z.strictObject(content);

export const postVersionRoutes = {
  'posts.versions': route(() => ({
    summary:
      'What a post said, save by save, the newest first; a session of writing is one entry for every two minutes.',
    input: z.strictObject({ id }),
    output: z.array(postVersion),
    errors: ['not_found'],
    requires: 'read',
  })),
  'posts.version': route(() => ({
    summary: 'One entry of a post’s history, whole. Accounts and images in it may be gone by now.',
    input: z.strictObject({ id, version: z.int().min(1) }),
    output: postVersionContent,
    errors: ['not_found'],
    requires: 'read',
  })),
  'posts.restoreVersion': route(() => ({
    summary:
      'Lets a post say again what it said then, as far as its accounts and images are here. What it says now stays in the history.',
    input: z.strictObject({ id, version: z.int().min(1), expectedVersion: z.int().min(1) }),
    output: post,
    errors: ['not_found', 'stale', 'not_editable', 'wrong_client', 'not_taken_back'],
    requires: 'edit',
  })),
};
