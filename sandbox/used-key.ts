import type { Refusal } from './envelope.ts';
import type { UsedKeyWording } from './settings.ts';

/** The refusal of a used key, in one of the ways in which the API may word it. */
export function usedKeyRefusal(wording: UsedKeyWording, changeKey: string): Refusal {
  switch (wording) {
    case 'codeName400':
      return { status: 400, message: 'Operation not allowed', code: '04', codeName: 'ChangeKeyAlreadyUsed' };
    case 'codeName409':
      return { status: 409, message: 'Operation not allowed', code: '04', codeName: 'ChangeKeyAlreadyUsed' };
    case 'message200':
      return { status: 200, message: `The ChangeKey ${changeKey} was already used` };
    case 'portuguese200':
      return { status: 200, message: `A chave de alteração ${changeKey} já foi utilizada` };
    case 'errorCode400':
      return { status: 400, message: 'The request could not be processed', errorCode: 57 };
    default:
      return wording satisfies never;
  }
}
