import type { mediaRoutes } from '../../../shared/ipc/media.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const mediaHandlers = {
  'media.import': ({ fileName, bytes }, { media }) => media.importBytes(fileName, bytes),
  'media.importFile': ({ path }, { media }) => media.importFile(path),
  'media.begin': ({ fileName, bytes }, { media }) => media.receiving.begin(fileName, bytes),
  'media.append': ({ id, bytes }, { media }) => media.receiving.append(id, bytes),
  'media.finish': ({ id }, { media }) => media.receiving.finish(id),
  'media.cancel': async ({ id }, { media }) => {
    await media.receiving.cancel(id);
    return ok({ id });
  },
  'media.setPoster': ({ id, bytes }, { media }) => media.setPoster(id, bytes),
  'media.get': ({ id }, { media }) => media.get(id),
} satisfies Handlers<keyof typeof mediaRoutes>;
