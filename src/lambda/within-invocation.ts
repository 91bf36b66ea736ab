import type { Context } from 'aws-lambda';
import type { Deadline } from '../shared/deadline.ts';
import type { StartDeadline } from './deadline.ts';

/**
 * A handler whose work ends with its invocation: the signal of its deadline aborts then, too. Lambda freezes a container once it has
 * answered, and what was left under way would go on in the next invocation, for somebody else's delivery.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function withinInvocation<Event, Result>(
  startDeadline: StartDeadline,
  limits: Parameters<StartDeadline>[1],
  work: (event: Event, deadline: Deadline) => Promise<Result>,
): (event: Event, context: Context) => Promise<Result> {
  return async (event, context) => {
    const deadline = startDeadline(context, limits);
    const over = new AbortController();
    try {
      return await work(event, { ...deadline, signal: AbortSignal.any([deadline.signal, over.signal]) });
    } finally {
      over.abort();
    }
  };
}
