/** The name of a store's secret: `SECRET_PREFIX` of `serverless.yml`, then the store's id. */
export function secretName(stage: string, store: string): string {
  return `ponte/${stage}/${store}`;
}
