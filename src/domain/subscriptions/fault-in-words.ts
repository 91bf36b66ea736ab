import type { SubscriptionFault } from './compare-subscriptions.ts';

/** What is wrong, in a few words for log lines and people. Addresses elsewhere are not in them. */
export function faultInWords(fault: SubscriptionFault): string {
  switch (fault.kind) {
    case 'missing':
      return fault.elsewhere.length === 0 ? 'missing' : 'missing; one points to another host';
    case 'off':
      return fault.subscription.state;
    case 'wrongAddress':
      return 'sends to an address where nothing arrives';
    case 'wrongFormat':
      return `is written as ${fault.subscription.format ?? 'something else'}`;
    case 'wrongVersion':
      return `is of the API version ${fault.subscription.version ?? 'unknown'}`;
    case 'partial':
      return 'leaves out fields or events';
    case 'twice':
      return 'is there more than once';
    case 'unneeded':
      return 'is not needed';
    default:
      return fault satisfies never;
  }
}
