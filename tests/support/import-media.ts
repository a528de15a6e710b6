import type { Page } from 'playwright/test';
import type {} from '../../shared/ipc/bridge.ts';

/** Takes a file in as the composer does. The id of what is kept. */
export function importMedia(page: Page, fileName: string, bytes: Uint8Array): Promise<string> {
  return page.evaluate(
    async ([name, content]) => {
      const answer = await window.clientnest.invoke('media.import', {
        fileName: name,
        bytes: Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0)),
      });
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value.id;
    },
    [fileName, Buffer.from(bytes).toString('base64')] as const,
  );
}
