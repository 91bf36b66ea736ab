/**
 * Stands in for the SDK's event streams: no operation that a function calls has one. The S3 client asks for the first two when it is
 * made. The last is loaded by an import in the middle of the SDK's code, for which esbuild would wrap every module that it shares.
 */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;

export function eventStreamSerdeProvider(): never {
  throw new TypeError('event streams are not bundled');
}

export class EventStreamSerde {
  constructor() {
    eventStreamSerdeProvider();
  }
}
