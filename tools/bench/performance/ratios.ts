import { ratioText } from './markdown.ts';
import { ratio, type Summary } from './statistics.ts';

/** To the same function of the same rounds; null where that is not among those measured. */
export interface Ratios {
  readonly bare: Summary | null;
  readonly floor: Summary | null;
  readonly peer: Summary | null;
  readonly before: Summary | null;
}

/** How the same function is called that was bundled before a change. */
export const beforeName = (name: string) => `${name}, before`;

/** Of one function's samples to those of the same turns of the others. */
export function ratiosOf<Sample>(
  samples: ReadonlyMap<string, readonly Sample[]>,
  name: string,
  of: (sample: Sample) => number,
): Ratios {
  const own = samples.get(name)?.map(of) ?? [];
  const to = (other: string) => {
    const others = samples.get(other);
    return others === undefined || other === name ? null : ratio(own, others.map(of));
  };
  return { bare: to('bare'), floor: to('floor'), peer: to('peer'), before: to(beforeName(name)) };
}

const titles = { bare: '× bare', floor: '× floor', peer: 'of the peer', before: 'of before' } as const;

/** The columns of those ratios that any row has. */
export function comparedTo(all: readonly Ratios[]): {
  readonly head: readonly string[];
  readonly cells: (ratios: Ratios) => readonly string[];
} {
  const others = (['bare', 'floor', 'peer', 'before'] as const).filter((other) =>
    all.some((ratios) => ratios[other] !== null),
  );
  return {
    head: others.map((other) => titles[other]),
    cells: (ratios) => others.map((other) => ratioText(ratios[other])),
  };
}
