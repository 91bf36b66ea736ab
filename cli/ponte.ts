import { CommanderError } from 'commander';
import { describeFailure } from './failure.ts';
import { createProgram } from './program.ts';
import { complain } from './terminal.ts';

/** The parser has written what there is to say. */
const WORDS_ARE_OFF = 2;

// Whoever reads the output may have had enough of it, such as `head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

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
