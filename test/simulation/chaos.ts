import type { Random } from '../laws/histories/random.ts';

/** Thrown by a port that is out of order; the code under test must take it as it would take the service's own error. */
class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

export interface Chaos {
  /** Resolves when this process has died: nothing it awaited will ever come back. */
  readonly dead: Promise<'dead'>;
  /** Wraps a port's call: other work may run in between, the process may die before or after it, the call may fail before or after its effect. */
  call<Result>(port: string, effect: () => Promise<Result>): Promise<Result>;
}

export interface ChaosPlan {
  readonly random: Random;
  /** Whether the process dies at this await, the how-manieth it is from 1. */
  readonly dies: (place: string, awaits: number) => boolean;
  /** How likely a call of the port fails; half of the failures come after the effect. */
  readonly failureOf: (port: string) => number;
  readonly onDeath: (place: string) => void;
  readonly onFailure: (place: string) => void;
}

export function createChaos({ random, dies, failureOf, onDeath, onFailure }: ChaosPlan): Chaos {
  let awaits = 0;
  let die: (dead: 'dead') => void = () => {};
  const dead = new Promise<'dead'>((resolve) => {
    die = resolve;
  });

  async function pause(place: string): Promise<void> {
    awaits += 1;
    if (dies(place, awaits)) {
      onDeath(place);
      die('dead');
      await new Promise(() => {});
    }
    for (let turns = random.int(0, 3); turns > 0; turns -= 1) await null;
  }

  return {
    dead,
    async call(port, effect) {
      const fails = random.chance(failureOf(port));
      const early = fails && random.chance(0.5);
      await pause(`before ${port}`);
      if (early) {
        onFailure(`${port} before its effect`);
        throw new Unavailable();
      }
      const result = await effect();
      await pause(`after ${port}`);
      if (fails) {
        onFailure(`${port} after its effect`);
        throw new Unavailable();
      }
      return result;
    },
  };
}
