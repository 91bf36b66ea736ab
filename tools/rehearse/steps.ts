import type { Step } from './step.ts';
import { change, promotion, rollback } from './steps/change-steps.ts';
import { checks } from './steps/check-steps.ts';
import { commands, logs } from './steps/command-steps.ts';
import { alarms, deploying, packaging } from './steps/deploy-steps.ts';
import { documented } from './steps/documented-step.ts';
import { firstOrders, functions, outage, url } from './steps/order-steps.ts';
import { keptLedger, removal } from './steps/removal-steps.ts';
import { secrets } from './steps/secret-steps.ts';
import { secondStage, withoutOsls } from './steps/stage-steps.ts';

/** In the order of docs/deploying.md; each works on what those before it have left. */
export const steps: readonly Step[] = [
  packaging,
  checks,
  deploying,
  alarms,
  secrets,
  functions,
  url,
  firstOrders,
  outage,
  commands,
  logs,
  change,
  promotion,
  rollback,
  secondStage,
  withoutOsls,
  removal,
  keptLedger,
  documented,
];
