const MAX_FRAMES = 8;
const MAX_CAUSES = 3;

/** What a log line tells of an error. */
export interface ErrorFields {
  /** The error's class. */
  readonly error: string;
  /** `ECONNRESET` and the like from Node, the name of an AWS error, `invalid` for what a schema refused; else `unexpected`. */
  readonly code: string;
  /** Innermost first: function, file, line and column in the bundle. `npm run where` finds the source. */
  readonly stack: readonly string[];
  readonly causedBy?: ErrorFields;
}

/** An error without its message: that may quote what the code was given. */
export function errorFields(error: unknown, causes = MAX_CAUSES): ErrorFields {
  if (!(error instanceof Error)) return { error: 'unknown error', code: 'unexpected', stack: [] };
  return {
    error: plain(error.name) ?? 'Error',
    code: codeOf(error),
    stack: framesOf(error),
    ...(error.cause instanceof Error && causes > 0 && { causedBy: errorFields(error.cause, causes - 1) }),
  };
}

function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(error.code)) return error.code;
  // @see https://smithy.io/2.0/spec/behavior-traits.html: the SDK's errors say whose fault they are
  if ('$fault' in error) return plain(error.name) ?? 'unexpected';
  return error.name === 'ZodError' || error.name === '$ZodError' ? 'invalid' : 'unexpected';
}

/** Names of classes are words of code; anything else may be data. */
function plain(name: string): string | null {
  return /^[$\w.]{1,80}$/.test(name) ? name : null;
}

const FRAME =
  /^ {4}at (?:(?<name>(?:async )?(?:new )?[\w$.<>#[\] ]{1,80}) \()?(?:file:\/\/)?(?<place>[^()\s]+:\d+:\d+)\)?$/;

/** A message may have lines that look like frames, so that it is cut off first. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = message === '' ? 0 : stack.indexOf(message) + message.length;
  // Whoever changed the message since has left the old one in the stack: nobody can tell it from the frames.
  if (message !== '' && start < message.length) return [];
  const frames = stack
    .slice(start)
    .split('\n')
    .flatMap((line) => {
      const { name, place } = FRAME.exec(line)?.groups ?? {};
      const file = place?.split('/').at(-1);
      return file === undefined || place?.startsWith('node:') ? [] : [name === undefined ? file : `${name} ${file}`];
    });
  return frames.slice(0, MAX_FRAMES);
}
