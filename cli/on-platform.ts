import type { Deadline } from '../src/shared/deadline.ts';
import type { PlatformOptions } from './base-command.ts';
import type { Connection } from './connection.ts';

/** Long enough for thousands of orders; whoever has more starts it again. */
const WITHIN_MS = 600_000;

/** Does a command's work on the platform that its options name. */
export async function onPlatform(
  options: PlatformOptions,
  work: (connection: Connection, deadline: Deadline) => Promise<void>,
  withinMs = WITHIN_MS,
): Promise<void> {
  // Loaded here: clients of AWS take longer to load than all of a command's help.
  const { connect } = await import('./connect.ts');
  const connection = await connect(options);
  const { now } = connection;
  const deadline = { now, endsAtMs: now() + withinMs, signal: AbortSignal.timeout(withinMs) };
  await work(connection, deadline);
}
