import type { Context } from 'aws-lambda';
import type { Emit } from '../ports/telemetry.ts';

type Handle<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/**
 * What an invocation breaks down of is told as a line of our own, without its message, which may quote data. Lambda's runtime
 * writes message and stack of whatever a handler rejects with: it gets an error that has nothing to quote.
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
