import { inLines, print } from '../cli/terminal.ts';
import { describedSchema } from './described-schema.ts';

/** `npm run config-schema`: prints the JSON Schema of what is written in `ponte.config.ts`. */
print(inLines(JSON.stringify(describedSchema(), null, 2).split('\n')));
