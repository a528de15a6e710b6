import { randomBytes } from 'node:crypto';
import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { answerShape } from '../../shared/domain/prompts/answers.ts';
import { PROMPT_FEATURES, type PromptFeature } from '../../shared/domain/prompts/features.ts';
import { limitsText } from '../../shared/domain/prompts/limits.ts';
import {
  checkTemplate,
  type PromptMessage,
  type PromptText,
  renderPrompt,
  type TemplateProblem,
  type ValueProblem,
  valuesFrom,
} from '../../shared/domain/prompts/template.ts';
import { PROMPT_VARIABLES, type PromptValues } from '../../shared/domain/prompts/variables.ts';
import { languageName, voiceText } from '../../shared/domain/prompts/voice.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Prompt } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clients } from '../clients/clients.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Posts } from '../posts/posts.ts';
import { createPromptExamples } from './prompt-examples.ts';
import { builtIn, createPromptRows, type Whose } from './prompt-rows.ts';
import { createVoiceExamples } from './voice-examples.ts';

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

interface Composing extends Whose {
  networks: readonly NetworkId[];
  /** What the feature itself knows; they win over what is known of the client and its networks. */
  values: PromptValues;
}

/** Prompts as data: versions of templates, of a client or of all, and the messages that are made of them. */
export function createPrompts(options: PromptsOptions) {
  const { database, bus, clock, clients, posts, zone, networksOf } = options;
  const rows = createPromptRows(options);
  const examplesOf = createVoiceExamples(database);
  const changed = (feature: PromptFeature) => bus.emit('prompt.changed', { feature });
  const isThere = (clientId: string | null): Result<null, 'not_found'> => {
    const found = clientId === null ? ok(null) : clients.profile(clientId);
    return found.ok ? ok(null) : found;
  };

  function get(whose: Whose): Result<Prompt, 'not_found'> {
    const there = isThere(whose.clientId);
    if (!there.ok) return there;
    const { feature, clientId } = whose;
    const { origin, version } = rows.used(whose);
    const row = rows.row(whose);
    const ofAll = clientId === null ? null : rows.own({ feature, clientId: null });
    return ok({
      ...{ feature, clientId, origin, used: version },
      versions: row ? rows.versions(row.id) : [],
      fallback: ofAll ?? builtIn(feature),
      variables: PROMPT_VARIABLES[feature].map((variable) => ({ ...variable })),
    });
  }

  /** What is known without being asked: of the client, of its networks, of the day. */
  function known({ feature, clientId, networks }: Omit<Composing, 'values'>): PromptValues {
    const client = clientId === null ? null : clients.profile(clientId);
    const profile = client?.ok ? client.value : null;
    const capabilities = [...new Set(networks)].map((network) => NETWORKS[network]);
    const voice = profile?.voice ?? null;
    const all: PromptValues = {
      ...(profile && { client: profile.name }),
      voice: profile ? voiceText(voice, examplesOf(profile.id)) : '',
      language: voice && voice.language !== '' ? languageName(voice.language) : '',
      today: new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: zone() }).format(
        clock.now(),
      ),
      ...(capabilities.length > 0 && {
        network: capabilities.map(({ name }) => name).join(' and '),
        limits: limitsText(capabilities),
      }),
    };
    const names = new Set(PROMPT_VARIABLES[feature].map(({ name }) => name));
    return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
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
          const { origin, version } = rows.used({ feature, clientId });
          const { number, createdAt } = version;
          return { feature, origin, number, createdAt, clients: overrides.get(feature) ?? 0 };
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
      if (!prompt || !rows.version(versionId, prompt.id))
        return fail('not_found', 'This version is not here any more. Choose another one.');
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

    /** The messages of a request, by the version that is used; null for the built-in one. */
    compose({
      values,
      ...asked
    }: Composing): Result<
      { messages: PromptMessage[]; versionId: string | null },
      'not_found' | TemplateProblem | ValueProblem
    > {
      const there = isThere(asked.clientId);
      if (!there.ok) return there;
      const { version } = rows.used(asked);
      const messages = render(asked.feature, version, { ...known(asked), ...values });
      return messages.ok ? ok({ messages: messages.value, versionId: version.id }) : messages;
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
      const variables = PROMPT_VARIABLES[whose.feature];
      const given = valuesFrom(variables, typed);
      const own = networks.length === 0 && whose.clientId ? networksOf(whose.clientId) : networks;
      const facts = known({ ...whose, networks: own });
      const isFull = (value: PromptValues[string]) => value !== undefined && value !== '';
      const values: Record<string, PromptValues[string]> = { ...given };
      const from: RouteOutput<'prompts.preview'>['values'] = [];
      for (const { name, required, sample } of variables) {
        const note = (origin: (typeof from)[number]['from']) => from.push({ name, from: origin });
        if (isFull(given[name])) note('given');
        else if (isFull(facts[name])) {
          values[name] = facts[name];
          note(name === 'limits' || name === 'network' ? 'networks' : 'client');
        } else if (name === 'post' && post) {
          values[name] = post.value.text;
          note('post');
        } else if (required || (sample !== '' && !(name in facts))) {
          values[name] = valuesFrom(variables, { [name]: sample })[name];
          note('sample');
        } else note('nothing');
      }
      const rendered = render(whose.feature, text ?? rows.used(whose).version, values);
      return rendered.ok ? ok({ messages: rendered.value, values: from }) : rendered;
    },

    examples: createPromptExamples({ database, clock, rows, isThere, onChange: changed }),
  };
}
