import type { Context } from 'aws-lambda';
import type { Emit } from '../ports/telemetry.ts';

type Handle<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/**
 * Emits an unexpected error without its message, which may quote data, and rejects with another error: Lambda's runtime logs
 * message and stack of whatever a handler rejects with.
 */
export function reportErrors<Event, Result>(emit: Emit, handle: Handle<Event, Result>): Handle<Event, Result> {
  return async (event, context) => {
    try {
      return await handle(event, context);
    } catch (error) {
      emit({ kind: 'brokeDown', error });
      throw new Error('the line before this one tells what broke down');
    }
  };
}
