import { json, type SandboxAnswer } from './wire.ts';

/** BonifiQ's current envelope, `BaseExternalApiResponse<T>`. */
interface Envelope {
  readonly ErrorMessage: string | null;
  readonly ErrorCode: number | null;
  readonly Result: object | null;
  readonly Code: string | null;
  readonly CodeName: string | null;
  readonly Severity: 0 | 1 | 2;
  readonly HasWarning: boolean;
  readonly HasError: boolean;
}

/** An error; `status` 200 too, since an error in the envelope counts whatever the HTTP status. */
export interface Refusal {
  readonly status: number;
  readonly message: string | null;
  readonly errorCode?: number;
  readonly code?: string;
  readonly codeName?: string;
}

export function success(result: object): SandboxAnswer {
  return json(200, envelope(0, { Result: result }));
}

export function refuse({ status, message, errorCode, code, codeName }: Refusal): SandboxAnswer {
  const named = { ErrorCode: errorCode ?? null, Code: code ?? null, CodeName: codeName ?? null };
  return json(status, envelope(2, { ErrorMessage: message, ...named }));
}

/** An answer in the shapes that BonifiQ's other pages show. Bodies that are no envelope stay as they are. */
export function reshape(
  answer: SandboxAnswer,
  shape: 'olderEnvelope' | 'camelCaseEnvelope' | 'warning',
): SandboxAnswer {
  const current = parseEnvelope(answer.body);
  if (current === null) return answer;
  const { ErrorMessage, ErrorCode, Result, HasError } = current;
  switch (shape) {
    case 'olderEnvelope':
      return { ...answer, body: JSON.stringify({ ErrorMessage, ErrorCode, Result, HasError }) };
    case 'camelCaseEnvelope': {
      const { Result: data, ErrorMessage: friendlyErrorMessage, ...rest } = current;
      return {
        ...answer,
        body: JSON.stringify({ ...withCamelCase(rest), friendlyErrorMessage, data: data && withCamelCase(data) }),
      };
    }
    case 'warning': {
      const warned = { Severity: 1, HasWarning: true, Code: '90', CodeName: 'SandboxWarning' };
      return HasError ? answer : { ...answer, body: JSON.stringify({ ...current, ...warned }) };
    }
    default:
      return shape satisfies never;
  }
}

function envelope(severity: Envelope['Severity'], fields: Partial<Envelope>): Envelope {
  const none = { ErrorMessage: null, ErrorCode: null, Result: null, Code: null, CodeName: null };
  return { ...none, ...fields, Severity: severity, HasWarning: severity === 1, HasError: severity === 2 };
}

function parseEnvelope(body: string): Envelope | null {
  if (body === '') return null;
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === 'object' && parsed !== null && 'Severity' in parsed ? (parsed as Envelope) : null;
}

function withCamelCase(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name.charAt(0).toLowerCase() + name.slice(1), field]),
  );
}
