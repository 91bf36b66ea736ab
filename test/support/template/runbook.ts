import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an entry has to say. */
const PARTS = ['Means', 'Look', 'Do'] as const;

/** One entry of the runbook: the alarms of its heading, and which of the parts it lacks. */
export interface RunbookEntry {
  /** Without the store that an alarm's name ends with. */
  readonly alarms: readonly string[];
  readonly lacks: readonly string[];
}

const text = readFileSync(join(import.meta.dirname, '../../../docs/operating.md'), 'utf8');

/** What docs/operating.md calls by its name in AWS, and the functions in whose logs it sends somebody to look. */
export function namesInRunbook(): { readonly resources: readonly string[]; readonly functions: readonly string[] } {
  const logs = [...text.matchAll(/\blogs? of ((?:`[\w-]+`(?:, | and )?)+)/g)].map(([, list = '']) => list);
  return {
    resources: [...new Set(text.match(/\bponte-prod(?:-[a-z]+)*/g))],
    functions: [
      ...new Set(
        logs.flatMap((list) => [...list.matchAll(/`(?:ponte-prod-)?([\w-]+)`/g)].map(([, name = '']) => name)),
      ),
    ],
  };
}

/** The entries under *Alarms* in docs/operating.md. */
export function runbook(): RunbookEntry[] {
  const [, section = ''] = /^## Alarms\n([\s\S]*?)^## /m.exec(text) ?? [];
  const [, ...entries] = section.split(/^### /m);
  return entries.map((entry) => {
    const [heading = '', ...paragraphs] = entry.split('\n\n');
    return {
      alarms: [...heading.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
      lacks: PARTS.filter((part) => !paragraphs.some((paragraph) => paragraph.startsWith(`**${part}** `))),
    };
  });
}
