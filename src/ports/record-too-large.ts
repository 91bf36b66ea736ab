/** A record has grown beyond what the store of records takes; trying again does not help. */
export class RecordTooLarge extends Error {
  override readonly name = 'RecordTooLarge';

  constructor(cause: unknown) {
    super('the record is larger than the ledger takes', { cause });
  }
}
