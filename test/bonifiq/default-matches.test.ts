import { describe, expect, test } from 'vitest';
import {
  defaultInsufficientBalance,
  defaultUnknownCustomer,
  defaultUsedKey,
} from '../../src/bonifiq/default-matches.ts';
import { readEnvelope } from '../../src/bonifiq/envelope.ts';
import { matchesError } from '../../src/bonifiq/error-match.ts';

const says = (match: typeof defaultUsedKey, ErrorMessage: string) =>
  matchesError(match, readEnvelope(JSON.stringify({ ErrorMessage })));

describe('a used change key, by message', () => {
  test.each([
    'The ChangeKey was already used',
    'The ChangeKey ADD-ana@example.com-10-123 was already used',
    'ChangeKey ADD-ABC-10-123 has already been used by another operation',
    'ChangeKey: already exists',
    'This change key already exists.',
    'change_key has been used',
    'ChangeKey "ADD-ABC-10-123" is in use',
    'Duplicate ChangeKey',
    'Duplicated change key: ADD-ABC-10-123',
    'ChangeKey is duplicated',
    'A point change already exists with this ChangeKey',
    'A chave já foi utilizada',
    'Chave de alteração ADD-ABC-10-123 já utilizada',
    'A ChangeKey informada já existe',
    'Chave duplicada',
    'chave ja usada anteriormente',
    'Já existe uma movimentação com a chave ADD-ABC-10-123',
    'CHAVE DE ALTERAÇÃO JÁ UTILIZADA',
  ])('%s', (message) => expect(says(defaultUsedKey, message)).toBe(true));

  test.each([
    'already',
    'This was already done',
    'The customer already exists',
    'The customer already has points for this order',
    'Cliente já cadastrado',
    'ChangeKey is required',
    'ChangeKey is used to identify the operation',
    'The ChangeKey does not exist',
    'ChangeKey is too long. The customer already exists',
    'Points already used. Send another value; ChangeKey was fine',
    'A chave de API utilizada é inválida',
    'A chave de API já foi utilizada em outra conta',
    'Chave Pix já cadastrada',
    'A chave é obrigatória',
    'ChangeKey não existe',
    'duplicate request',
    'Changekeyalready used',
    'Invalid ChangeKey length, customer already exists in another store',
    'ChangeKey: the customer already registered 3 point changes today',
    'O campo chave deve ter no máximo 100 caracteres e o cliente já existe',
    'The customer already exists with a different change key',
  ])('not: %s', (message) => expect(says(defaultUsedKey, message)).toBe(false));
});

describe('an unknown customer, by message', () => {
  test.each([
    'Customer not found',
    'Customer ana@example.com was not found',
    'Customer with id 123 could not be found',
    'The customer does not exist',
    "Customer doesn't exist",
    'Unknown customer',
    'Cliente não encontrado',
    'Cliente ana@example.com nao encontrado',
    'Não foi encontrado o cliente',
    'Cliente inexistente',
    'Consumidor não cadastrado',
  ])('%s', (message) => expect(says(defaultUnknownCustomer, message)).toBe(true));

  test.each([
    'Not found',
    'Customer is disabled',
    'Order of the customer is unknown to us',
    'CustomerReason is too long',
    'Campanha não encontrada',
    'Customer tier not found',
    'Customer campaign does not exist',
    'Cliente inativo; pedido não encontrado',
  ])('not: %s', (message) => expect(says(defaultUnknownCustomer, message)).toBe(false));
});

describe('a balance that does not suffice, by message', () => {
  test.each([
    'Insufficient points',
    'Insufficient balance',
    'Insufficient points balance',
    'The customer does not have enough points',
    'The customer has not enough points to remove',
    'Not enough points',
    'Not enough balance',
    'The points balance is insufficient',
    'Customer balance of points is not sufficient for this operation',
    'Saldo insuficiente',
    'SALDO DE PONTOS INSUFICIENTE',
    'O saldo do cliente é menor: saldo insuficiente',
    'Pontos insuficientes',
    'Cliente não possui pontos suficientes',
    'O cliente nao tem saldo suficiente para esta operação',
    'Não há saldo de pontos suficiente',
  ])('%s', (message) => expect(says(defaultInsufficientBalance, message)).toBe(true));

  test.each([
    'Points cannot be zero',
    'Insufficient permissions',
    'Insufficient SMS balance',
    'Not enough characters in Reason',
    'Points must be positive',
    'The customer has enough points',
    'O cliente tem saldo suficiente',
    'Permissões insuficientes',
    'Saldo não encontrado',
    'Dados insuficientes',
  ])('not: %s', (message) => expect(says(defaultInsufficientBalance, message)).toBe(false));
});
