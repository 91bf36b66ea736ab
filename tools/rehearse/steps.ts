import type { Step } from './step.ts';
import { change, promotion, rollback } from './steps/change-steps.ts';
import { checks } from './steps/check-steps.ts';
import { commands, logs } from './steps/command-steps.ts';
import { company } from './steps/company-step.ts';
import { consoles } from './steps/console-step.ts';
import { alarms, deploying, packaging } from './steps/deploy-steps.ts';
import { documented } from './steps/documented-step.ts';
import { firstOrders, functions, outage, url } from './steps/order-steps.ts';
import { reconciling } from './steps/reconcile-step.ts';
import { recovery } from './steps/recovery-step.ts';
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
  reconciling,
  logs,
  consoles,
  change,
  promotion,
  recovery,
  rollback,
  secondStage,
  company,
  withoutOsls,
  removal,
  keptLedger,
  documented,
];
