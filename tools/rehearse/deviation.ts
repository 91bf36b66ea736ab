/** Something is not as documented. */
export class Deviation extends Error {}

/** @throws Deviation unless it holds */
export function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new Deviation(otherwise);
}
