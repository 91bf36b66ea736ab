import type { Services } from '../connection.ts';
import { describeFailure, located } from '../failure.ts';
import { checkAlarms } from './check-alarms.ts';
import { checkBonifiq } from './check-bonifiq.ts';
import { checkClock } from './check-clock.ts';
import { checkConfiguration } from './check-configuration.ts';
import { checkCustomers } from './check-customers.ts';
import { checkDoubleAwards } from './check-double-awards.ts';
import { checkQueues } from './check-queues.ts';
import { checkSchedules } from './check-schedules.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkStack } from './check-stack.ts';
import { checkStoreApis } from './check-store-apis.ts';
import { checkSubscriptions } from './check-subscriptions.ts';
import { checkTable } from './check-table.ts';
import { checkWebhooks } from './check-webhooks.ts';
import { type CheckName, type Finding, type Found, unknown } from './finding.ts';
import type { Subject } from './subject.ts';

type Check = (subject: Subject) => Promise<readonly Found[]>;

/** In the order in which one trouble explains the next. */
const CHECKS: readonly (readonly [CheckName, Check])[] = [
  ['configuration', checkConfiguration],
  ['stack', checkStack],
  ['secrets', checkSecrets],
  ['table', checkTable],
  ['queues', checkQueues],
  ['schedules', checkSchedules],
  ['alarms', checkAlarms],
  ['clock', checkClock],
  ['webhooks', checkWebhooks],
  ['store APIs', checkStoreApis],
  ['subscriptions', checkSubscriptions],
  ['bonifiq', checkBonifiq],
  ['customers', checkCustomers],
  ['double awards', checkDoubleAwards],
];

/** What a check asks by itself. Whatever it asks through a port says where that is. */
const ASKED: Partial<Record<CheckName, (services: Services) => string>> = {
  secrets: () => 'Secrets Manager',
  table: ({ tableName }) => `The table ${tableName}`,
  schedules: () => 'EventBridge Scheduler',
  alarms: () => 'CloudWatch',
};

/** Looks at everything that Ponte needs on a platform. What cannot be looked at is a finding, too. */
export async function* examine(subject: Subject): AsyncGenerator<Finding> {
  const { services } = subject.connection;
  const looking = CHECKS.map(([check, look]) => {
    const asked = ASKED[check]?.(services);
    const what = `${asked} in ${services.region}`;
    const seen = asked === undefined ? { look } : located({ look }, { what, of: services.place });
    return { check, found: seen.look(subject).catch((error) => [notSeen(error)]) };
  });
  for (const { check, found } of looking) for (const one of await found) yield { check, ...one };
}

function notSeen(error: unknown): Found {
  const [what = '', ...next] = describeFailure(error).text.split('\n');
  return unknown(what, 'it could not be looked at, so that nothing is said of it', next.join(' '));
}
