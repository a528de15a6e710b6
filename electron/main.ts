import { join } from 'node:path';
import { readCompiledCode } from './shell/compiled-code.ts';

// Nothing else may be imported here at the top: it would be compiled before the code that spares that.
readCompiledCode(join(import.meta.dirname, 'chunks'));
void import('./app.ts');
