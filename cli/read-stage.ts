import { InvalidArgumentError } from '@commander-js/extra-typings';
import { isStageName } from '../deploy/stage-names.ts';

/** A stage's name from the words of a command, as one can be deployed. */
export function readStage(text: string): string {
  if (isStageName(text)) return text;
  throw new InvalidArgumentError('Give lower-case letters, digits and dashes, beginning with a letter, such as prod.');
}
