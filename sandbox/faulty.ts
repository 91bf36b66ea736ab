import { refuse, reshape } from './envelope.ts';
import type { ActiveFault } from './faults.ts';
import type { Effect, SandboxAnswer } from './wire.ts';

/** Answers a request under a fault; `perform` runs only where the fault lets the request take effect. */
export function faulty(fault: Exclude<ActiveFault, { kind: 'latency' }> | null, perform: () => SandboxAnswer): Effect {
  if (fault === null) return answer(perform());
  if ('when' in fault && fault.when === 'after') perform();
  switch (fault.kind) {
    case 'status':
      return answer({
        status: fault.status,
        headers: fault.retryAfter === undefined ? {} : { 'Retry-After': fault.retryAfter },
        body: '',
      });
    case 'cut':
      return { kind: 'cut' };
    case 'hang':
      return { kind: 'hang' };
    case 'badGateway':
      return answer({
        status: 502,
        headers: { 'Content-Type': 'text/html' },
        body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
      });
    case 'badJson': {
      const whole = perform();
      return answer({ ...whole, body: whole.body.slice(0, Math.ceil(whole.body.length / 2)) });
    }
    case 'empty':
      return answer({ ...perform(), status: 200, body: '' });
    case 'olderEnvelope':
    case 'camelCaseEnvelope':
    case 'warning':
      return answer(reshape(perform(), fault.kind));
    case 'refusal':
      return answer(
        refuse({
          status: 200,
          message: fault.message ?? 'Operation refused',
          codeName: fault.codeName ?? 'OperationRefused',
        }),
      );
    default:
      return fault satisfies never;
  }
}

function answer(given: SandboxAnswer): Effect {
  return { kind: 'answer', ...given };
}
