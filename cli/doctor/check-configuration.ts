import { configWarnings } from '../../src/config/config-warnings.ts';
import { type Found, fine, warning } from './finding.ts';
import type { Subject } from './subject.ts';

/** The configuration here, which a stage is taken to run with. */
export async function checkConfiguration({ connection }: Subject): Promise<readonly Found[]> {
  const config = await connection.config();
  const warnings = configWarnings(config, connection.now()).map(({ place, message }) =>
    warning(`${place}: ${message}`, 'it is valid, and hardly meant', 'Change it in ponte.config.ts, and deploy.'),
  );
  const promotions = config.promotions.length;
  return warnings.length > 0 ? warnings : [fine(`${config.stores.length} stores, ${promotions} promotions`)];
}
