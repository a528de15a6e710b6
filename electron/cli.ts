import { enableCompileCache } from 'node:module';

// A quarter of a call's time is compiling the same sources again. It must be on before they load.
enableCompileCache();
const { run } = await import('./cli/run.ts');
process.exitCode = await run(process.argv.slice(2));
