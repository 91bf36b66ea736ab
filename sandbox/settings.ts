import * as z from 'zod';
import { rateLimitSchema } from './rate-limit.ts';

/** Ways in which the API may say that a change key was used; the documentation says only "error". */
export const usedKeyWordings = ['codeName400', 'codeName409', 'message200', 'portuguese200', 'errorCode400'] as const;

/** Ways in which the API may say that the customer has too few points; nothing of it is documented. */
export const insufficientWordings = ['codeName400', 'message200', 'portuguese200'] as const;

/** How the sandbox behaves; every setting can be changed while it runs. */
export const settingsSchema = z.strictObject({
  username: z.string(),
  password: z.string(),
  /** `any`: a customer exists from the first change on; `known`: only when seeded or created by upsert. */
  customers: z.enum(['any', 'known']),
  /** What a change for an unknown customer gets: `CustomerExists: false` without an error, or an error. */
  unknownCustomer: z.enum(['flag', 'error']),
  usedKeyWording: z.enum(usedKeyWordings),
  /** Refuse to take away more than the customer has. */
  refuseBelowZero: z.boolean(),
  insufficientWording: z.enum(insufficientWordings),
  /** Calls beyond it are answered 429; `null`: as many as come. */
  rateLimit: rateLimitSchema.nullable(),
});

export type SandboxSettings = z.infer<typeof settingsSchema>;
/** Checked when applied. */
export type SettingsChange = { readonly [K in keyof SandboxSettings]?: SandboxSettings[K] | undefined };
export type UsedKeyWording = SandboxSettings['usedKeyWording'];
export type InsufficientWording = SandboxSettings['insufficientWording'];

export const defaultSettings: Omit<SandboxSettings, 'username' | 'password'> = {
  customers: 'any',
  unknownCustomer: 'flag',
  usedKeyWording: 'codeName400',
  refuseBelowZero: false,
  insufficientWording: 'codeName400',
  rateLimit: null,
};
