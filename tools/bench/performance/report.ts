import type { BenchReport } from './bench.ts';
import { coldTables } from './cold-report.ts';

/** The tables of each section that was measured. */
export function sectionTexts({ cold }: BenchReport): Readonly<Record<string, string>> {
  return { ...(cold !== undefined && { cold: coldTables(cold) }) };
}

export function reportInWords(report: BenchReport): string {
  return Object.entries(sectionTexts(report))
    .map(([name, text]) => `## ${name}\n\n${text}\n`)
    .join('\n');
}
