import type { mediaRoutes } from '../../../shared/ipc/media.ts';
import type { Handlers } from '../handler.ts';

export const mediaHandlers = {
  'media.import': ({ fileName, bytes }, { media }) => media.importBytes(fileName, bytes),
  'media.importFile': ({ path }, { media }) => media.importFile(path),
  'media.get': ({ id }, { media }) => media.get(id),
} satisfies Handlers<keyof typeof mediaRoutes>;
