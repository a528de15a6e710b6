/** How a client sounds: for the person who writes, and later for whatever helps to write. */
export interface BrandVoice {
  /** “Warm, plain, never salesy” */
  tone: string;
  audience: string;
  /** BCP 47, e.g. `en-GB`; empty where it is not said. */
  language: string;
  /** Words to use. */
  use: readonly string[];
  /** Words to avoid. */
  avoid: readonly string[];
  notes: string;
}
