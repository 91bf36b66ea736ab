/** What the logical ids of a store's alarms end with: letters and digits only. A store's id has no capitals, so that no two meet. */
export function storeSuffix({ id }: { readonly id: string }): string {
  return id.replaceAll('-', 'D');
}
