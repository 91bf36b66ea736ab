import type { BenchReport } from './bench.ts';
import { callsTable } from './calls-report.ts';
import { coldTables } from './cold-report.ts';
import { domainTable } from './domain-report.ts';
import { timeTable } from './time-report.ts';
import { warmTable } from './warm-report.ts';

/** The tables of each section that was measured. */
export function sectionTexts({ cold, warm, time, domain, calls }: BenchReport): Readonly<Record<string, string>> {
  return {
    ...(cold !== undefined && { cold: coldTables(cold) }),
    ...(warm !== undefined && { warm: warmTable(warm) }),
    ...(time !== undefined && { time: timeTable(time) }),
    ...(domain !== undefined && { domain: domainTable(domain) }),
    ...(calls !== undefined && { calls: callsTable(calls) }),
  };
}

export function reportInWords(report: BenchReport): string {
  return Object.entries(sectionTexts(report))
    .map(([name, text]) => `## ${name}\n\n${text}\n`)
    .join('\n');
}
