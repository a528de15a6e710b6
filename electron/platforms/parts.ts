type Saved = Record<string, unknown>;

/** Whether `publish` has saved a part that is out, where it keeps them as `parts`. Loaded with the registry. */
export const hasPartsOut = ({ parts }: Saved): boolean => Array.isArray(parts) && parts.length > 0;

/** The same for a network that keeps parts from before they are out: the id of one that is. */
export const hasPartPublished = ({ parts }: Saved): boolean =>
  Array.isArray(parts) && parts.some((part: { postId?: unknown } | null) => part?.postId != null);

/** The same for one that keeps the ids of what is out under names of its own. */
export const hasSaved =
  (...names: readonly string[]) =>
  (saved: Saved): boolean =>
    names.some((name) => {
      const value = saved[name];
      return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
    });
