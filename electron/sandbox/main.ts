import { runSandbox } from './run.ts';

process.exitCode = await runSandbox(process.argv.slice(2));
