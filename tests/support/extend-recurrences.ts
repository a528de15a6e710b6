import { createBus } from '../../electron/bus.ts';
import { openDatabase } from '../../electron/database/database.ts';
import { createPosts } from '../../electron/posts/posts.ts';
import { createRecurrences } from '../../electron/schedule/recurrences.ts';
import { memoryLog } from './log.ts';

/** A process of its own that makes what recurring posts are due to have: `{ file, key, migrations, backups, now }`. */
const { now, ...at } = JSON.parse(process.argv[2] ?? '{}');
const clock = { now: () => now as number };
const log = memoryLog();
const opened = openDatabase({ ...at, clock, log });
if (!opened.ok) throw new Error(opened.error.message);
const database = opened.value;
const bus = createBus((error) => {
  throw error;
});
const posts = createPosts({ database, bus, clock });
const made = await createRecurrences({ database, bus, clock, log, posts }).extendAll();
process.stdout.write(JSON.stringify({ made, log: log.lines }));
database.close();
