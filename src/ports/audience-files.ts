import type { FileVersion } from '../domain/promotion/file-version.ts';

/** The files that audiences are read from and reports are written to. Rejects when they cannot be reached. */
export interface AudienceFiles {
  /** The file's newest version, or `null` when there is no such file. */
  newest(file: string, signal: AbortSignal): Promise<FileVersion | null>;
  /** The file's bytes as they are stored. Rejects with `AudienceFault` when this version is gone. */
  open(file: string, version: FileVersion, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** Writes a report; one of the same name is replaced. */
  write(file: string, text: string, signal: AbortSignal): Promise<void>;
}

/** An audience that cannot be used at all. The message is for the person who wrote it. */
export class AudienceFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AudienceFault';
  }
}
