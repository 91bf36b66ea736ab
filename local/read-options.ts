import { type ParseArgsConfig, parseArgs } from 'node:util';
import { complain, shown } from '../cli/terminal.ts';
import { messageOf } from './message-of.ts';

/** What a command was called with. Ends the process with 2 where it knows no such option. */
export function readOptions<Config extends ParseArgsConfig>(
  command: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    complain(shown`${messageOf(error)}\n${command} -- --help shows how it is used.`);
    process.exit(2);
  }
}
