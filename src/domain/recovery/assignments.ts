interface Puzzle<Change> {
  readonly orders: readonly {
    /** What the changes that are given to the order have to come to together. */
    readonly lacks: number;
    accepts(change: Change): boolean;
  }[];
  readonly changes: readonly Change[];
}

/** For each order, the changes that are given to it. */
export type Assignment<Change> = readonly (readonly Change[])[];

const MAX_TRIES = 50_000;

/**
 * All ways to give changes to orders so that each order that gets any gets exactly what it lacks, and as many orders as possible
 * get theirs. `null` where there is too much to try.
 */
export function assignments<Change extends { readonly points: number }>({
  orders,
  changes,
}: Puzzle<Change>): readonly Assignment<Change>[] | null {
  const usable = changes.filter((change) => orders.some(({ accepts }) => accepts(change)));
  const tries = usable.reduce(
    (product, change) => product * (1 + orders.filter(({ accepts }) => accepts(change)).length),
    1,
  );
  if (tries > MAX_TRIES) return null;

  let best: Assignment<Change>[] = [];
  let bestCount = -1;
  const given: Change[][] = orders.map(() => []);

  function give(index: number): void {
    const change = usable[index];
    if (change === undefined) {
      judge();
      return;
    }
    give(index + 1);
    for (const [which, { accepts }] of orders.entries()) {
      if (!accepts(change)) continue;
      given[which]?.push(change);
      give(index + 1);
      given[which]?.pop();
    }
  }

  function judge(): void {
    const served = orders.filter((_, which) => (given[which]?.length ?? 0) > 0);
    const fits = orders.every(({ lacks }, which) => {
      const own = given[which] ?? [];
      return own.length === 0 || own.reduce((points, change) => points + change.points, 0) === lacks;
    });
    if (!fits || served.length < bestCount) return;
    if (served.length > bestCount) best = [];
    bestCount = served.length;
    best.push(given.map((own) => [...own]));
  }

  give(0);
  return best;
}
