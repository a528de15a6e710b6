import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { limitsText } from '../../shared/domain/prompts/limits.ts';
import { valuesFrom } from '../../shared/domain/prompts/template.ts';
import { PROMPT_VARIABLES, type PromptValues } from '../../shared/domain/prompts/variables.ts';
import { languageName, voiceText } from '../../shared/domain/prompts/voice.ts';
import type { RouteOutput } from '../../shared/ipc/contract.ts';
import type { Clients } from '../clients/clients.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Whose } from './prompt-rows.ts';
import { createVoiceExamples } from './voice-examples.ts';

/** For whom, and where it is to go. */
export interface Setting extends Whose {
  networks: readonly NetworkId[];
}
type From = RouteOutput<'prompts.preview'>['values'];

/** What stands for the variables of a prompt. */
export function createPromptValues({
  database,
  clock,
  clients,
  zone,
}: {
  database: Database;
  clock: Clock;
  clients: Pick<Clients, 'profile'>;
  zone(): string;
}) {
  const examplesOf = createVoiceExamples(database);

  /** What is known without being asked: of the client, of its networks, of the day. */
  function known({ feature, clientId, networks }: Setting): PromptValues {
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

  return {
    known,

    /** Everything that a template may ask for: what is given, what is known, and samples where neither is there. */
    filled(
      setting: Setting,
      typed: Readonly<Record<string, string>>,
      post?: string,
    ): { values: PromptValues; from: From } {
      const variables = PROMPT_VARIABLES[setting.feature];
      const given = valuesFrom(variables, typed);
      const facts = known(setting);
      const values: Record<string, PromptValues[string]> = { ...given };
      const from: From = [];
      for (const { name, required, sample } of variables) {
        const note = (origin: From[number]['from']) => from.push({ name, from: origin });
        if (isFull(given[name])) note('given');
        else if (isFull(facts[name])) {
          values[name] = facts[name];
          note(name === 'limits' || name === 'network' ? 'networks' : 'client');
        } else if (name === 'post' && post !== undefined) {
          values[name] = post;
          note('post');
        } else if (required || (sample !== '' && !(name in facts))) {
          values[name] = valuesFrom(variables, { [name]: sample })[name];
          note('sample');
        } else note('nothing');
      }
      return { values, from };
    },
  };
}

const isFull = (value: PromptValues[string]): boolean => value !== undefined && value !== '';
