const MAX_FRAMES = 8;
const MAX_CAUSES = 3;

/** An error in a log line. */
export interface ErrorFields {
  /** The error's class. */
  readonly error: string;
  /** Node's code, such as `ECONNRESET`; the name of an AWS error; `invalid` for a schema's refusal; else `unexpected`. */
  readonly code: string;
  /** Innermost first: function, file, line and column in the bundle. `npm run where` finds the source. */
  readonly stack: readonly string[];
  readonly causedBy?: ErrorFields;
}

/** The fields of an error, without its message, which may quote data. */
export function errorFields(error: unknown, causes = MAX_CAUSES): ErrorFields {
  if (!(error instanceof Error)) return { error: 'unknown error', code: 'unexpected', stack: [] };
  return {
    error: plain(nameOf(error)) ?? 'Error',
    code: codeOf(error),
    stack: framesOf(error),
    ...(error.cause instanceof Error && causes > 0 && { causedBy: errorFields(error.cause, causes - 1) }),
  };
}

function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(error.code)) return error.code;
  // Only the SDK's errors have it. @see https://smithy.io/2.0/spec/behavior-traits.html
  if ('$fault' in error) return plain(error.name) ?? 'unexpected';
  return nameOf(error) === 'ZodError' ? 'invalid' : 'unexpected';
}

/** Both builds of zod call their errors the same but for a sign. */
function nameOf({ name }: Error): string {
  return name === '$ZodError' ? 'ZodError' : name;
}

/** The name, if it looks like that of a class; anything else may be data. */
function plain(name: string): string | null {
  return /^[$\w.]{1,80}$/.test(name) ? name : null;
}

const FRAME =
  /^ {4}at (?:(?<name>(?:async )?(?:new )?[\w$.<>#[\] ]{1,80}) \()?(?:file:\/\/)?(?<place>[^()\s]+:\d+:\d+)\)?$/;

/** The frames of the stack without the message, which may have lines that look like frames. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = message === '' ? 0 : stack.indexOf(message) + message.length;
  // The message was changed since, so that the old one in the stack cannot be told from the frames.
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
