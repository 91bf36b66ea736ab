import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an entry has to say. */
const PARTS = ['Means', 'Look', 'Do'] as const;

/** One entry of the runbook: the alarms of its heading, and which of the parts it lacks. */
export interface RunbookEntry {
  readonly alarms: readonly string[];
  readonly lacks: readonly string[];
}

/** The entries under *Alarms* in docs/operating.md. */
export function runbook(): RunbookEntry[] {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/operating.md'), 'utf8');
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
