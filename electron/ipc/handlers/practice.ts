import type { practiceRoutes } from '../../../shared/ipc/practice.ts';
import type { Handlers } from '../handler.ts';

export const practiceHandlers = {
  'practice.connect': (input, { practice }) => practice.connect(input),
  'demo.begin': (input, { demo }) => demo.begin(input),
  'demo.look': (_input, { demo }) => demo.look(),
  'demo.end': (_input, { demo }) => demo.end(),
} satisfies Handlers<keyof typeof practiceRoutes>;
