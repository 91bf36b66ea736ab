import demo from '../../local/demo.config.ts';
import type { LocalDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';
import { openPromotionDesk } from '../../local/promotion-desk.ts';
import type { Package } from '../../test/support/template/packaged.ts';
import { startCountedPlatform } from './counted-platform.ts';
import { measuredFunctions } from './measured-functions.ts';

/** One run of a promotion, from its trigger to its last award. */
export interface MeasuredPromotion {
  readonly awards: number;
  readonly memoryMb: number;
  /** Of all its invocations together. */
  readonly durationMs: number;
  readonly invocations: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly loyaltyApi: number;
  readonly logBytes: number;
}

const WITHIN_MS = 300_000;

/** Fires a promotion of the demo for so many customers, and waits until all of them have their points. */
export async function measurePromotion(
  made: Package,
  dynamoDb: LocalDynamoDb,
  awards: number,
): Promise<MeasuredPromotion> {
  const [promotion] = demo.promotions;
  if (promotion === undefined || promotion.audience.kind !== 'file')
    throw new TypeError('the demo has no such promotion');
  const { functions, seen } = measuredFunctions(made, 'promotions');
  const platform = await startCountedPlatform(functions, { dynamoDb });
  const desk = openPromotionDesk(platform.services);
  try {
    const rows = Array.from({ length: awards }, (_, number) => `cost${number}@example.com`);
    await desk.putAudience(promotion.audience.file, `customer\n${rows.join('\n')}\n`);
    seen.logBytes = 0;
    const { dynamoDb: units, loyaltyApi } = await platform.count(async () => {
      const progress = await desk.trigger(promotion, WITHIN_MS);
      if (progress?.applied !== awards)
        throw new Error(`${progress?.applied ?? 'no'} awards of ${awards} were applied`);
    });
    const { memoryMb, durationsMs, logBytes } = seen;
    return {
      awards,
      memoryMb,
      logBytes,
      loyaltyApi,
      readUnits: units.readUnits,
      writeUnits: units.writeUnits,
      durationMs: durationsMs.reduce((sum, ms) => sum + ms, 0),
      invocations: durationsMs.length,
    };
  } finally {
    desk.close();
    await platform.stop();
  }
}
