/** `no orders`, `1 order` or `3 orders`. `many` where the plural is not the singular and an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count === 0 ? 'no' : count} ${count === 1 ? one : many}`;
}
