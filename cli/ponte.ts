import { HELP, readArguments } from './arguments.ts';
import { connectToLocal, connectToStage } from './connect.ts';
import { dismissParked, listParked, redriveParked } from './parked.ts';
import { showPromotions, trigger } from './promotions.ts';
import { reclaim } from './reclaim.ts';
import { complain, ownLines, print, type Shown, shown } from './terminal.ts';

/** Long enough for thousands of orders; whoever has more starts it again. */
const WITHIN_MS = 600_000;
/** It asks for one customer after the other, and goes on with `--after`. */
const RECLAIM_WITHIN_MS = 12 * 3_600_000;

/** Errors whose text may be shown; that of others may quote an item or a signed request. */
const TELLING = new Set([
  'AccessDeniedException',
  'AudienceFault',
  'ConfigError',
  'CredentialsProviderError',
  'ExpiredTokenException',
  'NoSuchBucket',
  'QueueDoesNotExist',
  'ResourceNotFoundException',
  'UnrecognizedClientException',
]);

const COMMANDS = {
  parked: listParked,
  redrive: redriveParked,
  dismiss: dismissParked,
  promotions: showPromotions,
  run: trigger,
  reclaim,
} as const;

const asked = readArguments(process.argv.slice(2));
if (asked.kind === 'help') print(HELP);
else if (asked.kind === 'wrong') end(2, shown`${asked.because}\n\n${HELP}`);
else {
  try {
    const connection = asked.stage === undefined ? await connectToLocal() : await connectToStage(asked.stage);
    if (connection === null) end(1, 'no platform runs here; start one with npm start, or name a --stage');
    else {
      const withinMs = asked.kind === 'reclaim' ? RECLAIM_WITHIN_MS : WITHIN_MS;
      const deadline = { now: Date.now, endsAtMs: Date.now() + withinMs, signal: AbortSignal.timeout(withinMs) };
      await COMMANDS[asked.kind](connection, asked, deadline);
    }
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: '' };
    const telling = TELLING.has(name) ? `${name}: ${message}` : name;
    // Its faults stand one below the other.
    end(1, name === 'ConfigError' ? ownLines(telling) : telling);
  }
}

function end(code: 1 | 2, message: string | Shown): void {
  complain(message);
  process.exitCode = code;
}
