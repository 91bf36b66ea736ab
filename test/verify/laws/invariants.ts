/** A law that did not hold. */
class LawBroken extends Error {
  override readonly name = 'LawBroken';
  readonly law: string;
  readonly detail: unknown;

  constructor(law: string, words: string, detail: unknown) {
    super(`${words}: ${JSON.stringify(detail)}`);
    this.law = law;
    this.detail = detail;
  }
}

/** Counts checks, and throws at the first that fails. */
export interface Invariants<Law extends string> {
  readonly checked: ReadonlyMap<Law, number>;
  /** @throws LawBroken */
  check(law: Law, holds: boolean, detail: () => unknown): void;
}

export function createInvariants<Law extends string>(laws: Readonly<Record<Law, string>>): Invariants<Law> {
  const checked = new Map<Law, number>();
  return {
    checked,
    check(law, holds, detail) {
      checked.set(law, (checked.get(law) ?? 0) + 1);
      if (!holds) throw new LawBroken(law, laws[law], detail());
    },
  };
}

/** The law that broke, by its name, or `no law` where everything broke down. */
export interface Broken {
  readonly law: string;
  readonly detail: unknown;
}

/** What broke in these checks; `null` when nothing did. Never rejects. */
export async function brokenIn(checks: () => Promise<void>): Promise<Broken | null> {
  try {
    await checks();
    return null;
  } catch (error) {
    if (error instanceof LawBroken) return { law: error.law, detail: error.detail };
    return { law: 'no law', detail: error instanceof Error ? error.stack : String(error) };
  }
}
