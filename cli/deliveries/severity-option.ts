import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { readSeverities } from './severities.ts';

/** Lists those of some severities alone. */
export function severityOption() {
  return new Option(
    '--severity <names>',
    'of these only: success, warning or error, or several, such as warning,error',
  ).argParser((text) => {
    const read = readSeverities(text);
    if (read !== null) return read;
    throw new InvalidArgumentError('Write success, warning or error, or several, such as warning,error.');
  });
}
