/** One version of a file: what was read of it once is read of it again, whatever was put in its place since. */
export interface FileVersion {
  /** `null` where the bucket keeps no versions; then the tag is all there is to recognise it by. */
  readonly id: string | null;
  readonly etag: string;
  readonly bytes: number;
}
