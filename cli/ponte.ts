import { CommanderError } from 'commander';
import { describeFailure } from './failure.ts';
import { createProgram } from './program.ts';
import { complain } from './terminal.ts';

/** The parser has written what there is to say. */
const WORDS_ARE_OFF = 2;

// Set to nothing is not set.
for (const name of ['PORT', 'PONTE_STATE', 'PONTE_POSTING']) if (process.env[name] === '') delete process.env[name];

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : WORDS_ARE_OFF;
  } else {
    complain(describeFailure(error));
    process.exitCode = 1;
  }
}
