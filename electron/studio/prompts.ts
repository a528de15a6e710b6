import { createHash, randomBytes } from 'node:crypto';
import type { NetworkId } from '../../shared/domain/network.ts';
import { answerShape } from '../../shared/domain/prompts/answers.ts';
import { PROMPT_FEATURES, type PromptFeature } from '../../shared/domain/prompts/features.ts';
import {
  checkTemplate,
  type PromptMessage,
  type PromptText,
  renderPrompt,
  type TemplateProblem,
  type ValueProblem,
} from '../../shared/domain/prompts/template.ts';
import { PROMPT_VARIABLES, type PromptValues } from '../../shared/domain/prompts/variables.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Prompt, PromptVersion } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clients } from '../clients/clients.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Posts } from '../posts/posts.ts';
import { createPromptExamples } from './prompt-examples.ts';
import { builtIn, createPromptRows, type Whose } from './prompt-rows.ts';
import { createPromptValues, type Setting } from './prompt-values.ts';

export type Prompts = ReturnType<typeof createPrompts>;

export interface PromptsOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  clients: Pick<Clients, 'profile'>;
  posts: Pick<Posts, 'get'>;
  /** The profile’s. */
  zone(): string;
  /** Of the client’s accounts. */
  networksOf(clientId: string): readonly NetworkId[];
}

interface Composing extends Setting {
  /** What the feature itself knows; they win over what is known of the client and its networks. */
  values: PromptValues;
  /** Which of two versions it gets where they are tried beside each other; left out, the one that is used. */
  taskId?: string;
}

interface Composed {
  messages: PromptMessage[];
  /** Null for the built-in one. */
  versionId: string | null;
  /** The version that it is compared with; null where nothing is compared. */
  against: string | null;
}

/** Prompts as data: versions of templates, of a client or of all, and the messages that are made of them. */
export function createPrompts(options: PromptsOptions) {
  const { database, bus, clock, clients, posts, zone, networksOf } = options;
  const rows = createPromptRows(options);
  const values = createPromptValues({ database, clock, clients, zone });
  const changed = (feature: PromptFeature) => bus.emit('prompt.changed', { feature });
  const isThere = (clientId: string | null): Result<null, 'not_found'> => {
    const found = clientId === null ? ok(null) : clients.profile(clientId);
    return found.ok ? ok(null) : found;
  };

  /** What is used without a version of its own. */
  const standIn = ({ feature, clientId }: Whose): PromptVersion =>
    (clientId === null ? null : rows.own({ feature, clientId: null })?.version) ?? builtIn(feature);

  function get(whose: Whose): Result<Prompt, 'not_found'> {
    const there = isThere(whose.clientId);
    if (!there.ok) return there;
    const { feature, clientId } = whose;
    const { origin, version } = rows.used(whose);
    const row = rows.row(whose);
    return ok({
      ...{ feature, clientId, origin, used: version, fallback: standIn(whose) },
      versions: row ? rows.versions(row.id) : [],
      rival: rows.own(whose)?.rival ?? null,
      variables: PROMPT_VARIABLES[feature].map((variable) => ({ ...variable })),
    });
  }

  const render = (feature: PromptFeature, text: PromptText, values: PromptValues) =>
    renderPrompt({
      ...{ text, values, variables: PROMPT_VARIABLES[feature], answer: answerShape(feature) },
      // 160 bits: nobody who writes a comment can guess it, and each request has another one.
      marker: randomBytes(20).toString('hex'),
    });

  return {
    get,

    list(clientId: string | null): Result<RouteOutput<'prompts.list'>, 'not_found'> {
      const there = isThere(clientId);
      if (!there.ok) return there;
      const overrides = rows.overrides();
      return ok(
        PROMPT_FEATURES.map((feature) => {
          const { origin, version, rival } = rows.used({ feature, clientId });
          const { number, createdAt } = version;
          const clients = overrides.get(feature) ?? 0;
          return { feature, origin, number, createdAt, onTrial: rival !== null, clients };
        }),
      );
    },

    save({
      system,
      user,
      note,
      ...whose
    }: ParsedInput<'prompts.save'>): Result<Prompt, 'not_found' | TemplateProblem> {
      const there = isThere(whose.clientId);
      if (!there.ok) return there;
      const checked = checkTemplate({ system, user }, PROMPT_VARIABLES[whose.feature]);
      if (!checked.ok) return checked;
      const write = () => {
        const prompt = rows.ensure(whose);
        rows.use(prompt.id, rows.addVersion(prompt, { system, user }, note));
      };
      database.raw.transaction(write).immediate();
      changed(whose.feature);
      return get(whose);
    },

    use({ versionId, ...whose }: ParsedInput<'prompts.use'>): Result<Prompt, 'not_found'> {
      const there = isThere(whose.clientId);
      if (!there.ok) return there;
      const prompt = rows.row(whose);
      if (!prompt || !rows.version(versionId, prompt.id)) return gone();
      rows.use(prompt.id, versionId);
      changed(whose.feature);
      return get(whose);
    },

    reset(whose: Whose): Result<Prompt, 'not_found'> {
      const there = isThere(whose.clientId);
      if (!there.ok) return there;
      const prompt = rows.row(whose);
      if (prompt?.versionId) {
        rows.use(prompt.id, null);
        changed(whose.feature);
      }
      return get(whose);
    },

    setTrial({
      versionId,
      rivalId,
      ...whose
    }: ParsedInput<'prompts.setTrial'>): Result<Prompt, 'not_found' | 'same_version'> {
      const there = isThere(whose.clientId);
      if (!there.ok) return there;
      const write = (): Result<null, 'not_found' | 'same_version'> => {
        const prompt = rows.ensure(whose);
        const isKnown = (one: string | null) =>
          one === null || one === 'stand_in' || rows.version(one, prompt.id) !== null;
        if (!isKnown(versionId) || !isKnown(rivalId)) return gone();
        // Requests say which version they are of, and what stands in may be none of this prompt.
        const kept = () => {
          const { system, user } = standIn(whose);
          const same = (one: PromptVersion) => one.system === system && one.user === user;
          const known = rows.versions(prompt.id).find(same)?.id;
          return known ?? rows.addVersion(prompt, { system, user }, STOOD_IN);
        };
        const used = versionId === null && rivalId !== null ? kept() : versionId;
        const rival = rivalId === 'stand_in' ? kept() : rivalId;
        if (rival !== null && rival === used)
          return fail('same_version', 'Both say the same. Choose two different versions.');
        rows.use(prompt.id, used, rival);
        return ok(null);
      };
      const written = database.raw.transaction(write).immediate();
      if (!written.ok) return written;
      changed(whose.feature);
      return get(whose);
    },

    /** The messages of a request, by the version that is used or, in a trial, by one of the two. */
    compose({
      values: given,
      taskId,
      ...asked
    }: Composing): Result<Composed, 'not_found' | TemplateProblem | ValueProblem> {
      const there = isThere(asked.clientId);
      if (!there.ok) return there;
      const { version: used, rival } = rows.used(asked);
      const [version, against] =
        rival === null || taskId === undefined
          ? [used, null]
          : isRivals(taskId, used, rival)
            ? [rival, used.id]
            : [used, rival.id];
      // A text of nobody in particular is judged all the same.
      const nobody = asked.clientId === null ? { client: 'a client' } : {};
      const filled = { ...nobody, ...values.known(asked), ...given };
      const messages = render(asked.feature, version, filled);
      return messages.ok
        ? ok({ messages: messages.value, versionId: version.id, against })
        : messages;
    },

    /** The messages of a version with the values of an example: never part of a trial. */
    tryOut(
      { versionId, ...whose }: Whose & { versionId: string | null },
      setting: Pick<Setting, 'clientId' | 'networks'>,
      typed: Readonly<Record<string, string>>,
    ): Result<PromptMessage[], 'not_found' | TemplateProblem | ValueProblem> {
      const { feature } = whose;
      const fallback = standIn(whose);
      const row = rows.row(whose);
      const version =
        versionId === fallback.id
          ? fallback
          : versionId !== null && row
            ? rows.version(versionId, row.id)
            : null;
      if (!version) return gone();
      return render(feature, version, values.filled({ feature, ...setting }, typed).values);
    },

    preview({
      text,
      networks,
      postId,
      values: typed,
      ...whose
    }: ParsedInput<'prompts.preview'>): Result<
      RouteOutput<'prompts.preview'>,
      'not_found' | TemplateProblem | ValueProblem
    > {
      const there = isThere(whose.clientId);
      if (!there.ok) return there;
      const post = postId === undefined ? null : posts.get(postId);
      if (post && !post.ok) return post;
      const own = networks.length === 0 && whose.clientId ? networksOf(whose.clientId) : networks;
      const filled = values.filled({ ...whose, networks: own }, typed, post?.value.text);
      const rendered = render(whose.feature, text ?? rows.used(whose).version, filled.values);
      return rendered.ok ? ok({ messages: rendered.value, values: filled.from }) : rendered;
    },

    /** The prompt itself; null where nobody has written or tried anything yet. */
    idOf: (whose: Whose): string | null => rows.row(whose)?.id ?? null,
    /** The same, made where there is none. */
    ensure: (whose: Whose): string =>
      database.raw.transaction(() => rows.ensure(whose).id).immediate(),

    examples: createPromptExamples({ database, clock, rows, isThere, onChange: changed }),
  };
}

const STOOD_IN = 'As it stood in before a trial';
const gone = () => fail('not_found', 'This version is not here any more. Choose another one.');

/** By the task alone, and as often as not: whatever is asked in it again is asked by the same version. */
const isRivals = (taskId: string, used: PromptVersion, rival: PromptVersion): boolean =>
  ((createHash('sha256').update(`${taskId} ${used.id} ${rival.id}`).digest()[0] ?? 0) & 1) === 1;
