import type BetterSqlite3 from 'better-sqlite3';
import { type Column, getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Database } from './database.ts';

/**
 * Reads and writes rows of a table with one prepared statement for each set of columns: for the paths where building
 * the SQL anew, or mapping each column, would cost more than running it. What is `undefined` is left out.
 */
export function createRowStatements<Table extends SQLiteTable>({ raw }: Database, table: Table) {
  const columns: Record<string, Column> = getTableColumns(table);
  const name = quoted(getTableName(table));
  const prepared = new Map<string, BetterSqlite3.Statement>();

  function run(kind: 'insert' | 'update', row: object, id: readonly string[]): void {
    const fields = Object.entries(row).filter(([, value]) => value !== undefined);
    const shape = `${kind} ${fields.map(([field]) => field).join()}`;
    let statement = prepared.get(shape);
    if (!statement) {
      const names = fields.map(([field]) => quoted(columnOf(field).name));
      statement = raw.prepare(
        kind === 'insert'
          ? `INSERT INTO ${name} (${names.join()}) VALUES (${names.map(() => '?').join()})`
          : `UPDATE ${name} SET ${names.map((column) => `${column} = ?`).join()} WHERE id = ?`,
      );
      prepared.set(shape, statement);
    }
    const values = fields.map(([field, value]) =>
      value === null ? null : columnOf(field).mapToDriverValue(value),
    );
    statement.run(...values, ...id);
  }

  function columnOf(field: string): Column {
    const column = columns[field];
    if (!column) throw new Error(`${name} has no column for ${field}`);
    return column;
  }

  const names = Object.entries(columns).map(
    ([field, column]) => `${quoted(column.name)} AS ${quoted(field)}`,
  );
  const mapped = Object.entries(columns).filter(([, { dataType }]) => !AS_THEY_ARE.has(dataType));
  let one: BetterSqlite3.Statement<[string], Record<string, unknown>> | undefined;

  return {
    /** The row with that id; null where there is none. */
    get(id: string): Table['$inferSelect'] | null {
      one ??= raw.prepare(`SELECT ${names.join()} FROM ${name} WHERE id = ?`);
      const row = one.get(id);
      if (!row) return null;
      for (const [field, column] of mapped)
        if (row[field] !== null) row[field] = column.mapFromDriverValue(row[field]);
      return row;
    },
    insert: (row: Table['$inferInsert']): void => run('insert', row, []),
    /** The row with that id; nothing where there is none. */
    update: (id: string, set: Partial<Table['$inferInsert']>): void => run('update', set, [id]),
  };
}

/** Columns whose values are in the file what they are here. */
const AS_THEY_ARE: ReadonlySet<string> = new Set(['string', 'number']);

const quoted = (identifier: string): string => `"${identifier}"`;
