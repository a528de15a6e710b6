const KEY = 'clientnest.meant';
/** Posts that are remembered; the oldest make room. */
const KEPT = 200;

type Meant = [postId: string, sentences: string[]][];

function read(): Meant {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? (stored as Meant) : [];
  } catch {
    return [];
  }
}

/** What somebody said of a post that it belongs there, on this computer. */
export const meantIn = (postId: string): readonly string[] =>
  read().find(([id]) => id === postId)?.[1] ?? [];

export function rememberMeant(postId: string, sentences: readonly string[]): void {
  const both = [...new Set([...meantIn(postId), ...sentences])];
  const others = read().filter(([id]) => id !== postId);
  localStorage.setItem(KEY, JSON.stringify([...others, [postId, both]].slice(-KEPT)));
}
