import type { Ai } from '../../electron/ai/ai.ts';
import { createPrompts } from '../../electron/studio/prompts.ts';
import { createStudio, type StudioOptions } from '../../electron/studio/studio.ts';
import type { TestServices } from './services.ts';

/** The studio of a workspace, whose clients are on Bluesky. */
export function openStudio(
  services: TestServices,
  ai: Ai,
  media: StudioOptions['media'] = { open: async () => null },
) {
  const { database, bus, clock, clients, posts, profiles, accounts } = services;
  const prompts = createPrompts({
    ...{ database, bus, clock, clients, posts, zone: profiles.timeZone },
    networksOf: () => ['bluesky'],
  });
  const studio = createStudio({
    ...{ ai, prompts, accounts, bus, clients, posts, database, clock, media },
  });
  return { prompts, studio };
}
