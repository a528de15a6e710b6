import type BetterSqlite3 from 'better-sqlite3';
import { type Column, getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Database } from './database.ts';

/**
 * Writes rows of a table with one prepared statement for each set of columns: for the paths where building
 * the SQL anew would cost more than running it. What is `undefined` is left out.
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

  return {
    insert: (row: Table['$inferInsert']): void => run('insert', row, []),
    /** The row with that id; nothing where there is none. */
    update: (id: string, set: Partial<Table['$inferInsert']>): void => run('update', set, [id]),
  };
}

const quoted = (identifier: string): string => `"${identifier}"`;
