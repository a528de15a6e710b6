import type { Envelope, RouteName } from '../../shared/ipc/contract.ts';
import { type Column, type Packed, SEPARATOR } from '../../shared/ipc/packed.ts';

/** The answer as the router gave it. */
export function unpack<Name extends RouteName>(answer: Packed<Name>): Envelope<Name> {
  if (!('columns' in answer)) return answer;
  const rows: Row[] = [];
  answer.columns.forEach((column, index) => {
    const key = answer.keys[index] ?? '';
    valuesOf(column).forEach((value, at) => {
      const row = rows[at];
      if (row) row[key] = value;
      else rows.push({ [key]: value });
    });
  });
  return { ok: true, value: rows } as unknown as Envelope<Name>;
}

type Row = Record<string, unknown>;

function valuesOf(column: Column): unknown[] | Float64Array {
  if ('text' in column) return column.text.split(SEPARATOR);
  if ('numbers' in column) return column.numbers;
  if ('values' in column) return column.values;
  const { few, which } = column;
  const values = new Array<unknown>(which.length);
  for (let row = 0; row < which.length; row++) values[row] = few[which[row] ?? 0];
  return values;
}
