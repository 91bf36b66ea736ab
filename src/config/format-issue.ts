import * as z from 'zod';

/** Turns zod's issue into a message that says what to write. Fields with their own message keep it. */
export const formatIssue: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return howToWrite(issue.expected, issue.input);
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return Array.isArray(issue.options) ? oneOf(issue.options) : undefined;
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownField(key, fieldsOf(issue.inst))).join('; ');
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `must be ${atLeast(issue.inclusive)} ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
};

/** The message for a required field that is missing: what to write. */
export function required(wanted: string): { error: z.core.$ZodErrorMap } {
  return { error: ({ input }) => (input === undefined ? `is missing: ${wanted}` : undefined) };
}

function howToWrite(expected: string, input: unknown): string | undefined {
  if (expected === 'string') {
    return typeof input === 'number' ? `write it as text, in quotes: "${input}"` : 'write text, in quotes';
  }
  if (expected === 'number' || expected === 'int') return 'write a whole number, without quotes';
  if (expected === 'boolean') return 'write true or false, without quotes';
  if (expected === 'array') return 'write a list, in [ ]';
  return expected === 'object' ? 'write an object, in { }' : undefined;
}

function oneOf(values: readonly unknown[]): string {
  return `write ${values.map((value) => `"${value}"`).join(' or ')}`;
}

function atLeast(inclusive: boolean | undefined): string {
  return inclusive === false ? 'more than' : 'at least';
}

function unknownField(key: string, fields: readonly string[]): string {
  const near = fields.find((field) => isMisspelt(key.toLowerCase(), field.toLowerCase()));
  const hint = near === undefined ? `there are ${fields.join(', ')}` : `did you mean "${near}"?`;
  return `there is no field "${key}"; ${hint}`;
}

function fieldsOf(inst: unknown): readonly string[] {
  return inst instanceof z.ZodObject ? Object.keys(inst.shape) : [];
}

/** At most two letters are wrong, missing or too many. */
function isMisspelt(one: string, other: string): boolean {
  return one.length > 2 && distance(one, other) <= 2;
}

/** Levenshtein distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [column, opposite] of [...other].entries()) {
      const changed = (row[column] ?? 0) + (letter === opposite ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
