import type { AwardBatch } from '../../src/domain/promotion/award-batch.ts';
import type { FileVersion } from '../../src/domain/promotion/file-version.ts';
import type { PinnedPromotion } from '../../src/domain/promotion/run.ts';
import { AudienceFault, type AudienceFiles } from '../../src/ports/audience-files.ts';
import { chopped } from './reading-audiences.ts';

/** What was pinned, but for what is said: a hundred points for each customer of a file. */
export function pinnedWith(changes: Partial<PinnedPromotion> = {}): PinnedPromotion {
  return {
    store: 'acme',
    points: 100,
    takesBack: false,
    timeZone: 'America/Sao_Paulo',
    maximumPoints: 1_000_000,
    customerBy: 'email',
    reason: 'Promotion christmas, 2026-12-24',
    customerReason: null,
    audience: { kind: 'file', file: 'vip.csv' },
    version: { id: 'v1', etag: 'e1', bytes: 0 },
    ...changes,
  };
}

export interface MemoryFiles extends AudienceFiles {
  /** Puts a file there, or something else in its place. */
  put(file: string, text: string): void;
  remove(file: string): void;
  /** What was written, by name. */
  readonly written: ReadonlyMap<string, string>;
}

/** Files in memory; without versions, a file that was replaced cannot be read as it was. */
export function memoryFiles(texts: Readonly<Record<string, string>> = {}, { keepsVersions = true } = {}): MemoryFiles {
  const versions = new Map<string, string[]>();
  const current = new Map<string, FileVersion>();
  const written = new Map<string, string>();
  const files: MemoryFiles = {
    written,
    put(file, text) {
      const all = [...(versions.get(file) ?? []), text];
      versions.set(file, all);
      current.set(file, {
        id: keepsVersions ? `v${all.length}` : null,
        etag: `e${all.length}`,
        bytes: Buffer.byteLength(text),
      });
    },
    remove(file) {
      current.delete(file);
    },
    async newest(file, signal) {
      signal.throwIfAborted();
      return current.get(file) ?? null;
    },
    async open(file, { id, etag }, signal) {
      signal.throwIfAborted();
      const text = versions.get(file)?.[Number(etag.slice(1)) - 1];
      const isThere = id === null ? current.get(file)?.etag === etag : text !== undefined;
      if (text === undefined || !isThere) throw new AudienceFault(`${file} was replaced`);
      const bytes = Buffer.from(text);
      return chopped(
        bytes,
        Array.from({ length: Math.floor(bytes.length / 1_000) }, () => 1_000),
      );
    },
    async write(file, text, signal) {
      signal.throwIfAborted();
      written.set(file, text);
    },
  };
  for (const [file, text] of Object.entries(texts)) files.put(file, text);
  return files;
}

/** A batch of one award, but for what is said. */
export function batchWith(changes: Partial<AwardBatch> = {}): AwardBatch {
  return {
    key: { promotion: 'christmas', occurrence: '20261224T120000Z' },
    store: 'acme',
    reason: 'Promotion christmas, 2026-12-24',
    customerReason: null,
    from: 1,
    to: 2,
    isRepeated: false,
    returns: 0,
    awards: [],
    ...changes,
  };
}
