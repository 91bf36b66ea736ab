import type { Reason } from '../../domain/reasons.ts';
import type { MetricName } from './metric-table.ts';

/**
 * The metric, with an alarm on it, by which a person hears of each reason that asks something of one. What is parked has
 * `Parked`; the others ask nothing.
 */
export const reasonMetrics: Readonly<Partial<Record<Reason, MetricName>>> = {
  apiWarning: 'ApiWarnings',
  keyUsedByOther: 'ApiWarnings',
  otherCurrency: 'ShopMisconfigured',
  errorBody: 'ShopMisconfigured',
  previewEvent: 'ShopMisconfigured',
  storeMissing: 'StoreMissing',
  runRefused: 'PromotionsRefused',
  credentialsRefused: 'NotServed',
  secretUnusable: 'NotServed',
  noCredentials: 'NotServed',
  accountShared: 'NotServed',
  secretUnread: 'SecretTrouble',
  signatureMissing: 'SignatureFailures',
  signatureWrong: 'SignatureFailures',
  // Anybody can cause these; many of them are told of.
  unknownStore: 'Outcomes',
  tooLarge: 'Outcomes',
  notParked: 'Outcomes',
};
