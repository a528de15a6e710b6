/** What is said of a post with practice accounts among its targets; null where there are none. */
export function practiceNote(
  targets: readonly { handle: string; practice: boolean }[],
): string | null {
  const practised = targets.filter(({ practice }) => practice);
  if (practised.length === 0) return null;
  if (practised.length === targets.length) return 'Practice: nobody sees this.';
  const handles = practised.map(({ handle }) => `@${handle}`).join(', ');
  return `Practice: nobody sees what goes to ${handles}. The other ${
    targets.length - practised.length === 1 ? 'account is' : 'accounts are'
  } real.`;
}
