import type { ReconciliationPolicy } from '../domain/reconciliation/reconciliation.ts';
import type { ParsedConfig } from './config-schema.ts';

const HOUR_MS = 3_600_000;

export function toReconciliation(parsed: ParsedConfig['reconciliation']): ReconciliationPolicy {
  return {
    graceMs: parsed.graceMinutes * 60_000,
    sweepMs: parsed.sweepDays * 24 * HOUR_MS,
    sweepEveryMs: parsed.sweepEveryHours * HOUR_MS,
    tellAfterMs: parsed.tellAfterHours * HOUR_MS,
  };
}
