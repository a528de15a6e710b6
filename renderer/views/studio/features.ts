import type { PromptFeature } from '../../../shared/domain/prompts/features.ts';

/** What each prompt is for, in the words of the person who uses it. */
export const FEATURES: Readonly<Record<PromptFeature, { label: string; about: string }>> = {
  generate: { label: 'New posts', about: 'A topic becomes several posts for each network.' },
  optimise: { label: 'Better posts', about: 'A post is changed towards goals, with reasons.' },
  hashtags: { label: 'Hashtags', about: 'Tags for a post, as its network uses them.' },
  caption: { label: 'Captions', about: 'What a picture shows becomes a caption.' },
  describe: {
    label: 'Descriptions',
    about: 'What a picture shows, for people who can’t see it.',
  },
  translate: { label: 'Translations', about: 'A post in another language, in the same tone.' },
  repurpose: { label: 'From one to many', about: 'A post, article or page for each network.' },
  reply: { label: 'Answers', about: 'Answers to a comment, for you to choose from.' },
  plan: { label: 'Month plans', about: 'Goals and free times become proposals for a month.' },
  score: { label: 'Second opinions', about: 'What a model thinks of a post, besides the rules.' },
  shorten: { label: 'Shorter posts', about: 'A post that is too long is cut to fit.' },
};

interface Standing {
  origin: 'client' | 'all' | 'built_in';
  number: number;
}

/** `Built in`, `Version 3`, `Own version 2` */
export const standingText = (
  { origin, number }: Standing,
  clientName: string | null = null,
): string => {
  if (origin === 'built_in') return 'Built in';
  if (origin === 'client') return `Own version ${number}`;
  return clientName === null ? `Version ${number}` : `Version ${number} of all clients`;
};
