import { readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type Repair, repair } from '../../src/reconciliation/repair.ts';
import { parseJson } from '../../src/shared/parse-json.ts';
import { Failure } from '../failure.ts';

/** Proposed repairs, one JSON object a line: as many as there are, of which none is kept in memory. */
export interface RepairFile {
  add(one: Repair): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param isGoingOn lines are added to those that an interrupted run has written
 * @throws {Failure} where the file is there already: somebody may have edited it
 */
export async function openRepairFile(path: string, isGoingOn: boolean): Promise<RepairFile> {
  const file: FileHandle = await open(path, isGoingOn ? 'a' : 'ax').catch((error: unknown) => {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new Failure(isThere ? `${path} is there already; name another file.` : `${path} cannot be written.`);
  });
  return {
    add: async (one) => void (await file.write(`${JSON.stringify(one)}\n`)),
    close: () => file.close(),
  };
}

/** @throws {Failure} which names the first line that cannot be used */
export function readRepairs(path: string): readonly Repair[] {
  return textOf(path)
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readRepair(line, `${path}, line ${index + 1}`)]));
}

function readRepair(line: string, where: string): Repair {
  const read = repair.safeParse(parseJson(line));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Failure(`${where}: ${issue?.path.join('.') || 'it'} is not as reconcile wrote it. Nothing was done.`);
  }
  const { do: what, can } = read.data;
  if (can.includes(what)) return read.data;
  throw new Failure(`${where}: "do" can be ${can.join(' or ')}, and not ${what}. Nothing was done.`);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Failure(`${path} cannot be read.`);
  }
}
