import { engagementOf, type Reactions } from '../../shared/domain/engagement.ts';
import { SETTLED_AFTER } from '../../shared/domain/prompts/trial.ts';
import type { RouteOutput } from '../../shared/ipc/contract.ts';
import { ok, type Result } from '../../shared/ipc/route.ts';
import type { PromptOutcome } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Whose } from './prompt-rows.ts';
import type { Prompts } from './prompts.ts';

/** One answer in a trial. */
interface Answered {
  taskId: string;
  takenAt: number | null;
  postId: string | null;
  taken: string | null;
}

interface Became {
  texts: string;
  /** 1, 0, or null where no client has answered. */
  approvedFirst: number | null;
}

/** What became of the answers to versions that are tried beside each other. */
export function createOutcomes({
  database: { raw },
  clock,
  prompts,
}: {
  database: Database;
  clock: Clock;
  prompts: Pick<Prompts, 'get'>;
}) {
  let made: ReturnType<typeof prepare> | null = null;
  const prepare = () => ({
    answered: raw.prepare<[{ version: string; against: string }], Answered>(
      `SELECT subject ->> '$.taskId' AS taskId, taken_at AS takenAt,
         coalesce(post_id, nullif(subject ->> '$.postId', '')) AS postId, subject ->> '$.taken' AS taken
       FROM ai_requests INDEXED BY ai_requests_prompt
       WHERE prompt_version_id = @version AND state = 'done'
         AND subject ->> '$.against' = @against`,
    ),
    became: raw.prepare<[string], Became>(
      // Its main text, that of each account, and what its pictures show.
      `SELECT concat_ws(char(10), text,
           (SELECT group_concat(text, char(10)) FROM post_variants WHERE post_id = posts.id),
           (SELECT group_concat(alt_text, char(10)) FROM post_media WHERE post_id = posts.id))
           AS texts,
         (SELECT kind = 'approved' FROM post_notes
          WHERE post_id = posts.id AND kind IN ('approved', 'change_requested')
          ORDER BY at, id LIMIT 1) AS approvedFirst
       FROM posts WHERE id = ? AND removed_at IS NULL`,
    ),
    reactions: raw.prepare<[{ postId: string; before: number }], Reactions>(
      `SELECT likes, comments, shares FROM deliveries JOIN metric_snapshots s ON s.id = (
         SELECT id FROM metric_snapshots WHERE delivery_id = deliveries.id
         ORDER BY taken_at DESC LIMIT 1)
       WHERE post_id = @postId AND published_at <= @before`,
    ),
  });

  /** Tasks of a version, each once, with the last that was taken of it. */
  function tasksOf(version: string, against: string): Answered[] {
    made ??= prepare();
    const tasks = new Map<string, Answered>();
    for (const row of made.answered.all({ version, against })) {
      const known = tasks.get(row.taskId);
      if (!known || (row.takenAt ?? 0) > (known.takenAt ?? 0)) tasks.set(row.taskId, row);
    }
    return [...tasks.values()];
  }

  function outcomeOf(tasks: readonly Answered[], last: ReadonlyMap<string, Answered>) {
    made ??= prepare();
    const outcome: PromptOutcome = {
      ...{ asked: tasks.length, taken: 0, posts: 0, unchanged: 0, answered: 0, approvedFirst: 0 },
      engagement: [],
    };
    for (const task of tasks) {
      const { takenAt, postId, taken } = task;
      if (takenAt === null) continue;
      outcome.taken++;
      // A post that several went into is the work of the last one.
      if (postId === null || last.get(postId) !== task) continue;
      const post = made.became.get(postId);
      if (!post) continue;
      outcome.posts++;
      if (taken !== null && post.texts.includes(taken.trim())) outcome.unchanged++;
      if (post.approvedFirst !== null) outcome.answered++;
      if (post.approvedFirst === 1) outcome.approvedFirst++;
      const before = clock.now() - SETTLED_AFTER;
      const each = made.reactions.all({ postId, before }).map(engagementOf);
      const provided = each.filter((one) => one !== null);
      if (provided.length > 0) outcome.engagement.push(provided.reduce((sum, one) => sum + one, 0));
    }
    return outcome;
  }

  return (whose: Whose): Result<RouteOutput<'prompts.outcomes'>, 'not_found'> => {
    const prompt = prompts.get(whose);
    if (!prompt.ok) return prompt;
    const { used, rival } = prompt.value;
    if (used.id === null || rival?.id == null) return ok(null);
    const ofUsed = tasksOf(used.id, rival.id);
    const ofRival = tasksOf(rival.id, used.id);
    const last = new Map<string, Answered>();
    for (const task of [...ofUsed, ...ofRival]) {
      if (task.takenAt === null || task.postId === null) continue;
      const known = last.get(task.postId);
      if (!known || task.takenAt >= (known.takenAt ?? 0)) last.set(task.postId, task);
    }
    return ok({ used: outcomeOf(ofUsed, last), rival: outcomeOf(ofRival, last) });
  };
}
