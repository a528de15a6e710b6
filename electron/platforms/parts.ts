type Saved = Record<string, unknown>;

/** Whether `publish` has saved a part that is out, where it keeps them as `parts`. Loaded with the registry. */
export const hasPartsOut = ({ parts }: Saved): boolean => Array.isArray(parts) && parts.length > 0;

/** The same for a network that keeps parts from before they are out: one that is, or that may be. */
export const hasPartPublished = ({ parts }: Saved): boolean =>
  Array.isArray(parts) &&
  parts.some(
    (part: { postId?: unknown; sentAt?: unknown } | null) =>
      part?.postId != null || part?.sentAt != null,
  );

/** The same for one that keeps what is out, and what is in doubt, under names of its own. */
export const hasSaved =
  (...names: readonly string[]) =>
  (saved: Saved): boolean =>
    names.some((name) => {
      const value = saved[name];
      return Array.isArray(value) ? value.length > 0 : value != null && value !== false;
    });

/** Ids of what surely is out, kept under these names: each an id, or a list of them or of parts that have one. */
export const idsIn =
  (...names: readonly string[]) =>
  (saved: Saved): readonly string[] =>
    names.flatMap((name) => [saved[name]].flat().flatMap(idOf));

const idOf = (part: unknown): string[] => {
  if (typeof part === 'string') return [part];
  const { id, uri, postId } = (part ?? {}) as Record<string, unknown>;
  return [id, uri, postId].filter((value) => typeof value === 'string').slice(0, 1);
};
