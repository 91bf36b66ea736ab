/** One version of a file. A run always reads the same one, even after the file was replaced. */
export interface FileVersion {
  /** `null` where the bucket keeps no versions; then the tag alone identifies it. */
  readonly id: string | null;
  readonly etag: string;
  readonly bytes: number;
}
