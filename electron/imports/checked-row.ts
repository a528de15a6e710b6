import type { ReadRow, RowProblem } from '../../shared/domain/imports/row.ts';
import type { RouteOutput } from '../../shared/ipc/contract.ts';

export type ImportRow = RouteOutput<'imports.rows'>['rows'][number];

/** A row after its check. */
export interface CheckedRow {
  read: ReadRow;
  media: { mediaId: string | null; name: string; altText: string }[];
  /** Its own. */
  problems: RowProblem[];
  /** What other rows and posts have to do with it. */
  related: RowProblem[];
}

export type RowState = ImportRow['state'];

export function stateOf({ problems, related }: CheckedRow): RowState {
  if (problems.some(isError) || related.some(isError)) return 'broken';
  return problems.length + related.length > 0 ? 'warning' : 'good';
}

const isError = ({ severity }: RowProblem): boolean => severity === 'error';
