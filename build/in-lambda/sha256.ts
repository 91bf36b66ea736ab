/** Stands in for the SDK's class, which comes with another one in plain JavaScript for where Node has no SHA-256. */
export { Sha256 as Sha256Node } from '../../src/aws/sha256.ts';
