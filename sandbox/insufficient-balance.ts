import type { Refusal } from './envelope.ts';
import type { InsufficientWording } from './settings.ts';

/** The refusal of a removal beyond the balance, in one of the ways in which the API may word it. */
export function insufficientRefusal(wording: InsufficientWording): Refusal {
  switch (wording) {
    case 'codeName400':
      return { status: 400, message: 'Operation not allowed', codeName: 'NotEnoughPoints' };
    case 'message200':
      return { status: 200, message: 'The customer does not have enough points' };
    case 'portuguese200':
      return { status: 200, message: 'Saldo de pontos insuficiente' };
    default:
      return wording satisfies never;
  }
}
