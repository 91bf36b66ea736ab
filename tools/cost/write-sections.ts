import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const page = join(import.meta.dirname, '../../docs/cost.md');

/** Puts each section of what was measured in place of the page's section of that heading. */
export async function writeSections(measured: string): Promise<void> {
  await writeFile(page, withSections(await readFile(page, 'utf8'), measured));
}

/** @throws when the page has no section of that heading */
export function withSections(text: string, measured: string): string {
  return sectionsOf(measured).reduce((before, section) => {
    const heading = section.slice(0, section.indexOf('\n') + 1);
    const begin = before.indexOf(`\n${heading}`) + 1;
    if (begin === 0) throw new Error(`docs/cost.md has no ${heading}`);
    const rest = before.slice(begin + heading.length);
    const next = rest.search(/^##/m);
    const after = next === -1 ? '' : `\n${rest.slice(next)}`;
    return `${before.slice(0, begin)}${section.trim()}\n${after}`;
  }, text);
}

function sectionsOf(markdown: string): string[] {
  return markdown.split(/^(?=### )/m).filter((section) => section.startsWith('### '));
}
