import type { Prompt, PromptVersion } from '../../../shared/ipc/views.ts';

type Fallback = Pick<Prompt, 'fallback'>;

/** `Version 3`, `Built in`, `All clients: version 2` */
export function versionName({ id, number }: PromptVersion, { fallback }: Fallback): string {
  if (id === null) return 'Built in';
  return id === fallback.id ? `All clients: version ${number}` : `Version ${number}`;
}

/** The same in a sentence. */
export function versionWords({ id, number }: PromptVersion, { fallback }: Fallback): string {
  if (id === null) return 'the built-in prompt';
  return id === fallback.id ? 'that of all clients' : `version ${number}`;
}

/** Every version that can be chosen, the newest first, and what stands in at the end. */
export const allVersions = ({ versions, fallback }: Prompt): PromptVersion[] => [
  ...versions,
  fallback,
];

/** A choice can't be nothing. */
const BUILT_IN = 'built_in';
export const versionKey = (id: string | null): string => id ?? BUILT_IN;
export const versionIdOf = (key: string): string | null => (key === BUILT_IN ? null : key);

export const versionChoices = (prompt: Prompt) =>
  allVersions(prompt).map((version) => ({
    value: versionKey(version.id),
    label: `${versionName(version, prompt)}${version.id === prompt.used.id ? ', in use' : ''}`,
  }));
