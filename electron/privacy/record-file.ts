export interface RecordFile {
  name: string;
  text: string;
}

/** An instant as ISO 8601, UTC. */
export const iso = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();

export const json = (name: string, value: unknown): RecordFile => ({
  name: `${name}.json`,
  text: `${JSON.stringify(value, null, 2)}\n`,
});
