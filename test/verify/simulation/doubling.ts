const TRIES = /^\{"(?:delivery|unverified)".*"tries":(\d+)/;
const FEW = 3;

/**
 * Whether chance may double this message. SQS doubles hardly ever; at the rate of a simulated history a kept delivery, which is
 * put into the queue anew each time it cannot be recorded, would double for as long as that lasts.
 */
export function mayBeDoubled(body: string): boolean {
  const [, tries] = TRIES.exec(body) ?? [];
  return tries === undefined || Number(tries) < FEW;
}

/** The same for awards, which say of no number of tries that they are put into the queue anew: each body doubles once. */
export function oncePerBody(): (body: string) => boolean {
  const doubled = new Set<string>();
  return (body) => doubled.size < doubled.add(body).size;
}
