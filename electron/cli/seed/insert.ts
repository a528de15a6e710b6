import type BetterSqlite3 from 'better-sqlite3';
import { getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/**
 * A prepared insert for a table: a row names every column, so a new column of the schema is a
 * compile error here until the sample workspace has a value for it.
 */
export function prepareInsert<Table extends SQLiteTable>(
  raw: BetterSqlite3.Database,
  table: Table,
): (row: Required<InferInsertModel<Table>>) => void {
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => !column.generated);
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
  const places = columns.map(() => '?').join(', ');
  const statement = raw.prepare(
    `INSERT INTO "${getTableName(table)}" (${names}) VALUES (${places})`,
  );
  return (row) => {
    const values = row as Record<string, unknown>;
    const stored = columns.map(([key, column]) => {
      const value = values[key];
      return value === null || value === undefined ? null : column.mapToDriverValue(value);
    });
    statement.run(stored);
  };
}
