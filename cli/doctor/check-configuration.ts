import { isDemoStore } from '../../local/demo-stores.ts';
import { configWarnings } from '../../src/config/config-warnings.ts';
import { counted } from '../counted.ts';
import { type Found, fine, warning } from './finding.ts';
import type { Subject } from './subject.ts';

const GO_LIVE = 'Once the rules are right, take it out and set awardFrom: docs/configuration.md.';

/** The configuration here, which a stage is taken to run with. */
export async function checkConfiguration({ connection }: Subject): Promise<readonly Found[]> {
  const config = await connection.config();
  const isLocal = connection.place.kind === 'local';
  // Nobody can change those of the demo, which a local platform serves beside the others.
  const stores = config.stores.filter(({ id }) => !isLocal || !isDemoStore(id));
  const next = isLocal
    ? 'Change it in ponte.config.ts, and start the platform again.'
    : 'Change it in ponte.config.ts, and deploy.';
  const warnings = configWarnings({ stores }, connection.now()).map((one) =>
    one.warning === 'shadow'
      ? warning(`${one.place}: ${one.message}`, 'its customers get no points by Ponte', GO_LIVE)
      : warning(`${one.place}: ${one.message}`, 'it is valid, and hardly meant', next),
  );
  const promotions = config.promotions.length;
  return warnings.length > 0
    ? warnings
    : [fine(`${counted(config.stores.length, 'store')}, ${counted(promotions, 'promotion')}`)];
}
