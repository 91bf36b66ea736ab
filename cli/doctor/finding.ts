/** One thing that was looked at. `wrong`: Ponte does not work as it should. `unknown`: it could not be looked at. */
export interface Finding {
  readonly check: CheckName;
  readonly status: 'fine' | 'warning' | 'wrong' | 'unknown';
  /** What was found, and of what. */
  readonly what: string;
  /** What follows from it; null where all is well. */
  readonly why: string | null;
  /** What to do about it; null where there is nothing. */
  readonly next: string | null;
}

export type CheckName =
  | 'configuration'
  | 'secrets'
  | 'table'
  | 'queues'
  | 'stack'
  | 'schedules'
  | 'alarms'
  | 'clock'
  | 'webhooks'
  | 'store APIs'
  | 'subscriptions'
  | 'bonifiq'
  | 'customers'
  | 'double awards';

/** What a check found, without its own name. */
export type Found = Omit<Finding, 'check'>;

export function fine(what: string): Found {
  return { status: 'fine', what, why: null, next: null };
}

export function warning(what: string, why: string, next: string): Found {
  return { status: 'warning', what, why, next };
}

export function wrong(what: string, why: string, next: string): Found {
  return { status: 'wrong', what, why, next };
}

export function unknown(what: string, why: string, next: string): Found {
  return { status: 'unknown', what, why, next };
}
