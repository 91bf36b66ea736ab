/** One version of a file. */
export interface StoredFileVersion {
  readonly file: string;
  /** `null` where the bucket keeps no versions. */
  readonly id: string | null;
  readonly etag: string;
  readonly isNewest: boolean;
}

/** The files of the audience bucket with all their versions, for erasing. Rejects when they cannot be reached. */
export interface FileVersions {
  /** In the order of the files' names, and of each the newest first. */
  all(signal: AbortSignal): AsyncIterable<StoredFileVersion>;
  open(version: StoredFileVersion, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** Puts these bytes in place of the newest version, which stays as an older one where versions are kept. */
  replace(version: StoredFileVersion, bytes: Uint8Array, signal: AbortSignal): Promise<'replaced' | 'changed'>;
  remove(version: StoredFileVersion, signal: AbortSignal): Promise<void>;
}
