/** Arguments: better-sqlite3's folder, the binary, a file. Writes and reads an encrypted database. */
const { readFileSync } = require('node:fs');

const [packageFolder, nativeBinding, file] = process.argv.slice(2);
const Database = require(packageFolder);
const options = { nativeBinding };

const written = new Database(file, options);
written.pragma("key = 'right'");
written.exec("CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('kept')");
written.close();
if (readFileSync(file).includes('SQLite format 3')) throw new Error('the file is not encrypted');

const read = new Database(file, options);
read.pragma("key = 'right'");
if (read.prepare('SELECT text FROM note').pluck().get() !== 'kept') throw new Error('lost a row');
read.close();

const locked = new Database(file, options);
locked.pragma("key = 'wrong'");
let opened = true;
try {
  locked.prepare('SELECT text FROM note').get();
} catch {
  opened = false;
}
if (opened) throw new Error('a wrong key opens the database');
