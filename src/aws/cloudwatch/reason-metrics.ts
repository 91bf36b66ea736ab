import type { Reason } from '../../domain/reasons.ts';
import type { MetricName } from './metric-table.ts';

/**
 * The metric, with an alarm on it, for each reason that needs a person. Parked outcomes have the metric `Parked`. All other
 * reasons need nobody.
 */
export const reasonMetrics: Readonly<Partial<Record<Reason, MetricName>>> = {
  apiWarning: 'ApiWarnings',
  keyUsedByOther: 'ApiWarnings',
  otherCurrency: 'ShopMisconfigured',
  errorBody: 'ShopMisconfigured',
  // Some orders have no customer in every shop, so that only their share raises an alarm.
  noCustomer: 'StoreSkips',
  previewEvent: 'ShopMisconfigured',
  customerErased: 'ErasedOrders',
  storeMissing: 'StoreMissing',
  runRefused: 'PromotionsRefused',
  credentialsRefused: 'NotServed',
  secretUnusable: 'NotServed',
  noCredentials: 'NotServed',
  accountShared: 'NotServed',
  postingOff: 'NotServed',
  storeInShadow: 'NotServed',
  secretUnread: 'SecretTrouble',
  tooManyUnverified: 'SecretTrouble',
  signatureMissing: 'SignatureFailures',
  signatureWrong: 'SignatureFailures',
  // Anybody can cause these, so that only many of them raise an alarm.
  unknownStore: 'Outcomes',
  tooLarge: 'Outcomes',
  notParked: 'Outcomes',
};
