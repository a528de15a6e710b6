import type { Answer } from '../network.ts';
import { invalid } from './problems.ts';
import type { Asked } from './shown.ts';

/** Source: the API description, `PostFieldsParameter`, `UserFieldsParameter`, `PostExpansionsParameter`. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  'post.fields': [
    ...[
      'article',
      'attachments',
      'conversation_id',
      'created_at',
      'display_text_range',
      'entities',
    ],
    ...['geo', 'id', 'lang', 'note_post', 'possibly_sensitive', 'public_metrics', 'reply_settings'],
    ...['source', 'text', 'withheld', 'non_public_metrics', 'organic_metrics'],
  ],
  'user.fields': [
    ...['created_at', 'description', 'entities', 'id', 'location', 'name', 'profile_image_url'],
    ...['protected', 'public_metrics', 'url', 'username', 'verified', 'verified_type', 'withheld'],
  ],
  expansions: [
    ...['attachments.media_keys', 'author_id', 'entities.mentions.username', 'geo.place_id'],
    ...['in_reply_to_user_id', 'referenced_posts', 'edit_history_post_ids', 'username'],
  ],
  exclude: ['replies', 'retweets'],
};

/** Refuses parameters that a call does not have, and values that a parameter does not take. */
export function strangeQuery(query: URLSearchParams, known: readonly string[]): Answer | null {
  for (const [name, value] of query) {
    if (!known.includes(name))
      return invalid(
        `The query parameter [${name}] is not one of [${known.join(',')}]`,
        name,
        value,
      );
    const allowed = LISTS[name];
    const strange = allowed && value.split(',').find((one) => !allowed.includes(one));
    if (strange !== undefined)
      return invalid(
        `The \`${name}\` query parameter value [${strange}] is not one of [${allowed?.join(',')}]`,
        name,
        strange,
      );
    const isId = ['since_id', 'until_id', 'media_id'].includes(name);
    if (isId && !/^\d{1,19}$/.test(value)) return invalid(`[${name}] is no id`, name, value);
    const isTime = ['start_time', 'end_time'].includes(name);
    if (isTime && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value))
      return invalid(`[${name}] is no date`, name, value);
  }
  return null;
}

export const listIn = (query: URLSearchParams, name: string): string[] =>
  (query.get(name) ?? '').split(',').filter(Boolean);

export const askedIn = (query: URLSearchParams): Asked => ({
  post: listIn(query, 'post.fields'),
  user: listIn(query, 'user.fields'),
  expansions: listIn(query, 'expansions'),
});

/** How many results are wanted; a refusal where X gives fewer or more. */
export function sizeOf(query: URLSearchParams, least: number): number | Answer {
  const given = query.get('max_results');
  const size = given === null ? 10 : Number(given);
  return Number.isInteger(size) && size >= least && size <= 100
    ? size
    : invalid(
        `The \`max_results\` query parameter value [${given}] is not between ${least} and 100`,
        'max_results',
        given ?? '',
      );
}
