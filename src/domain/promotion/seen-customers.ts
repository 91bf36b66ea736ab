/** Which customers an audience has named so far. */
export interface SeenCustomers {
  /** False when the customer was there already. Throws an `AudienceFault` when there are too many. */
  add(customer: string): boolean;
}
