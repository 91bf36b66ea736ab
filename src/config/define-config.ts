import type { Promotion } from '../domain/promotion/promotion.ts';
import type { ReconciliationPolicy } from '../domain/reconciliation/reconciliation.ts';
import type { Store } from '../domain/store.ts';
import { type ConfigInput, configSchema } from './config-schema.ts';
import { formatIssue } from './format-issue.ts';
import { issuePath } from './issue-path.ts';
import { readLeniently } from './lenient-schema.ts';
import { promotionFaults } from './promotion-faults.ts';
import { toReconciliation } from './reconciliation.ts';
import { type Settling, toSettling } from './settling.ts';
import { storeFaults } from './store-faults.ts';
import { toPromotion } from './to-promotion.ts';
import { toStore } from './to-store.ts';

/** The checked configuration: every default filled in, every local time an instant. */
export interface PonteConfig {
  readonly stores: readonly Store[];
  readonly settling: Settling;
  readonly promotions: readonly Promotion[];
  readonly reconciliation: ReconciliationPolicy;
}

/** All faults of a configuration. Each says where it is and what to do. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[], file = 'ponte.config.ts') {
    super([`${file} has to be put right first:`, ...faults.map((fault) => `  - ${fault}`)].join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const made = new WeakSet<object>();

/** Whether the value was made by `defineConfig`. */
export function isConfig(value: unknown): value is PonteConfig {
  return typeof value === 'object' && value !== null && made.has(value);
}

/**
 * Checks the configuration. Runs in the build, in commands and in tests. Functions get the result as data.
 * @throws {ConfigError} with every fault at once
 */
export function defineConfig(input: ConfigInput): PonteConfig {
  const parsed = configSchema.safeParse(input, { error: formatIssue });
  const issues = parsed.error?.issues.map(({ path, message }) => `${issuePath(path, input)}: ${message}`) ?? [];
  const sketch = readLeniently(input);
  const faults = [...issues, ...storeFaults(sketch.stores), ...promotionFaults(sketch.promotions, sketch.stores)];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const { stores, settling, promotions, reconciliation } = parsed.data;
  const timeZones = new Map(stores.map(({ id, timeZone }) => [id, timeZone]));
  const config = {
    stores: stores.map(toStore),
    settling: toSettling(settling),
    promotions: promotions.map((promotion) => toPromotion(promotion, timeZones.get(promotion.store) ?? 'UTC')),
    reconciliation: toReconciliation(reconciliation),
  };
  made.add(config);
  return config;
}
