import type * as z from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const TYPES: Readonly<Record<string, string>> = {
  int: 'a whole number is needed',
  number: 'a number is needed',
  string: 'text is needed',
  boolean: 'true or false is needed',
  array: 'a list is needed',
  object: 'an object is needed',
};

/** What is wrong with a field of a request, unless its schema has words of its own. */
export function issueInWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'it is missing' : (TYPES[issue.expected] ?? NOT_AS_EXPECTED);
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return 'it may not be empty';
      return `it has to be at least ${issue.inclusive === false ? Number(issue.minimum) + 1 : issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `it may have no more than ${issue.maximum} characters`;
      if (issue.origin === 'array') return `no more than ${issue.maximum} are taken at once`;
      return `it has to be at most ${issue.maximum}`;
    case 'invalid_value':
      return `it has to be one of ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return `nothing is known as ${issue.keys.join(', ')}`;
    default:
      return NOT_AS_EXPECTED;
  }
}

const NOT_AS_EXPECTED = 'it is not as expected';
