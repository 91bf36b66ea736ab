import { useState } from 'preact/hooks';
import { ask, type Trouble } from './ask.ts';

interface Paged {
  readonly next: string | null;
}

export interface Pages<Page> {
  readonly pages: readonly Page[];
  /** Why the last further page did not come. */
  readonly trouble: Trouble | null;
  /** Null after the last page. */
  readonly more: (() => Promise<void>) | null;
  /** Only the first page is left. */
  forget(): void;
}

/**
 * A list's first page, and those that a person asks for after it.
 * @param first null while it is not there
 * @param path with a query, that the first was asked under
 */
export function usePages<Page extends Paged>(first: Page | null, path: string): Pages<Page> {
  const [further, setFurther] = useState<readonly Page[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const next = (further.at(-1) ?? first)?.next ?? null;
  const more = async () => {
    const answer = await ask<Page>(`${path}&before=${encodeURIComponent(next ?? '')}`);
    if (answer.kind === 'ready') setFurther([...further, answer.value]);
    setTrouble(answer.kind === 'failed' ? answer.trouble : null);
  };
  return {
    pages: first === null ? [] : [first, ...further],
    trouble,
    more: next === null ? null : more,
    forget() {
      setFurther([]);
      setTrouble(null);
    },
  };
}
