import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname, sep } from 'node:path';
import { Script } from 'node:vm';

/**
 * Lets Node read the compiled code of a build's chunks, `<chunk>.cjs.code` beside each, instead of compiling them at
 * every start. The build writes them (scripts/app/compile-ahead.cjs); V8 itself refuses what another version or
 * machine has compiled, and the chunk is compiled as usual then. They are part of the application and as well
 * guarded as its code: nothing is read from, or written to, a folder of the user.
 * @param folder of the chunks, absolute
 */
export function readCompiledCode(folder: string): void {
  const require = createRequire(import.meta.url);
  require.extensions['.cjs'] = (module, filename) => {
    const source = readFileSync(filename, 'utf8');
    const cachedData = filename.startsWith(folder + sep) ? codeOf(filename) : undefined;
    const script = new Script(Module.wrap(source), {
      filename,
      ...(cachedData && { cachedData }),
    });
    script
      .runInThisContext()
      .call(
        module.exports,
        module.exports,
        createRequire(filename),
        module,
        filename,
        dirname(filename),
      );
  };
}

function codeOf(filename: string): Buffer | undefined {
  try {
    return readFileSync(`${filename}.code`);
  } catch {
    // A build without it: slower, and else the same.
    return undefined;
  }
}
