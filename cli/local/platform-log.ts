import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoggedDelivery } from '../../local/deliveries/delivery-log.ts';
import type { FunctionLog } from '../../local/lambda/execution-environment.ts';
import { isQuietRun } from '../../local/line-log.ts';
import { parseJson } from '../../src/shared/parse-json.ts';
import type { Shown } from '../terminal.ts';
import { type Times, timesOf } from '../times.ts';
import { describeDelivery } from './listen.ts';
import { lineInWords, wholeLine } from './log-in-words.ts';

/** `words`: short, for a person. `lines`: each line with the name of its function before it. `json`: each with the name in it. */
export type LogStyle = 'words' | 'lines' | 'json';

/** What a platform prints while it runs. */
export interface PlatformLog {
  readonly log: FunctionLog;
  readonly delivered: (delivery: LoggedDelivery) => void;
  /** From now on lines go to a file in this directory too, whole; the times of deliveries are known. Returns the file. */
  begin(directory: string, times: Times): string;
}

/** Lines that come before it begins come into the file then. */
export function createPlatformLog(style: LogStyle, print: (text: string | Shown) => void): PlatformLog {
  let began: { readonly file: string; readonly times: Times } | null = null;
  const early: string[] = [];
  return {
    log(functionName, line) {
      if (isQuietRun(functionName, line)) return;
      const whole = wholeLine(functionName, line);
      if (began === null) early.push(whole);
      else appendFileSync(began.file, `${whole}\n`);
      const told = {
        words: () => lineInWords(functionName, line),
        lines: () => whole,
        json: () => asJson(functionName, line),
      };
      const text = told[style]();
      if (text !== null) print(text);
    },
    delivered(delivery) {
      if (style === 'words') print(describeDelivery(delivery, began?.times ?? timesOf([])));
    },
    begin(directory, times) {
      const file = join(directory, 'functions.log');
      writeFileSync(file, early.map((line) => `${line}\n`).join(''), { mode: 0o600 });
      began = { file, times };
      return file;
    },
  };
}

function asJson(functionName: string, line: string): string {
  const parsed = parseJson(line);
  const fields = typeof parsed === 'object' && parsed !== null ? parsed : { message: line };
  return JSON.stringify({ function: functionName, ...fields });
}
