/** Whether `publish` has saved a part that is out, where it keeps them as `parts`. Loaded with the registry. */
export const hasPartsOut = ({ parts }: Record<string, unknown>): boolean =>
  Array.isArray(parts) && parts.length > 0;
