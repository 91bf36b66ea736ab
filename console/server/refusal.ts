import { describeFailure, Failure, NotThere } from '../../cli/failure.ts';
import type { ErrorAnswer } from '../api.ts';

/** A request that is not done, with its HTTP status and what the page shows of it. */
export class Refusal extends Error {
  readonly status: number;
  readonly said: ErrorAnswer['error'];

  constructor(status: number, said: ErrorAnswer['error']) {
    super(said.what);
    this.status = status;
    this.said = said;
  }
}

export function notFound(what: string, where: string, next: string): Refusal {
  return new Refusal(404, { what, where, next });
}

/** Whatever was thrown, as an answer. Says of an error no more than the command would. */
export function toRefusal(thrown: unknown, where: string): Refusal {
  if (thrown instanceof Refusal) return thrown;
  const [what = '', ...next] = describeFailure(thrown).text.split('\n');
  if (thrown instanceof NotThere) {
    return notFound(what, where, next.join(' ') || 'Look for it in the list; it may have another name there.');
  }
  const isKnown = thrown instanceof Failure || next.length > 0;
  return new Refusal(isKnown ? 502 : 500, {
    what,
    where,
    next: next.join(' ') || 'Try it again; ./ponte doctor looks at the whole.',
  });
}
