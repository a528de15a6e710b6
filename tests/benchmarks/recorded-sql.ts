import BetterSqlite3 from 'better-sqlite3';

/** A statement as a service ran it: the same text, parameters and shape of rows. */
export interface Recorded {
  sql: string;
  parameters: unknown[];
  method: 'all' | 'get' | 'iterate';
  /** Rows as arrays, as drizzle asks for them, or only the first column. */
  shape: 'raw' | 'pluck' | 'rows';
}

/**
 * Notes every read of every connection that is opened from now on, so that the yardstick is the very SQL of
 * the services and never a copy that falls behind. For benchmarks only: it patches the library.
 */
export function recordStatements(): { during(work: () => Promise<unknown>): Promise<Recorded[]> } {
  let record: Recorded[] | null = null;
  const { prepare } = BetterSqlite3.prototype;
  BetterSqlite3.prototype.prepare = function (this: BetterSqlite3.Database, sql: string) {
    const statement = prepare.call(this, sql);
    let shape: Recorded['shape'] = 'rows';
    for (const name of ['raw', 'pluck'] as const) {
      if (!statement.reader) break;
      const original = statement[name].bind(statement);
      statement[name] = (on = true) => {
        shape = on ? name : 'rows';
        return original(on);
      };
    }
    for (const method of ['all', 'get', 'iterate'] as const) {
      const original = statement[method].bind(statement) as (...values: unknown[]) => unknown;
      Object.assign(statement, {
        [method]: (...parameters: unknown[]) => {
          record?.push({ sql, parameters, method, shape });
          return original(...parameters);
        },
      });
    }
    return statement;
  } as typeof prepare;

  return {
    async during(work) {
      const recorded: Recorded[] = [];
      record = recorded;
      try {
        await work();
      } finally {
        record = null;
      }
      return recorded;
    },
  };
}

/** Milliseconds that each group of statements takes on a plain connection. */
export function replay(
  connection: BetterSqlite3.Database,
  groups: readonly Recorded[][],
): number[] {
  const prepared = new Map<string, BetterSqlite3.Statement>();
  const statementOf = ({ sql, shape }: Recorded) => {
    const key = `${shape} ${sql}`;
    let statement = prepared.get(key);
    if (!statement) {
      statement = connection.prepare(sql);
      if (shape !== 'rows') statement[shape](true);
      prepared.set(key, statement);
    }
    return statement;
  };
  return groups.map((group) => {
    const begun = performance.now();
    for (const recorded of group) {
      const statement = statementOf(recorded);
      if (recorded.method === 'get') statement.get(...recorded.parameters);
      else statement.all(...recorded.parameters);
    }
    return performance.now() - begun;
  });
}
