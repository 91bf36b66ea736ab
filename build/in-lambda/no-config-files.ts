/** Stands in for what the SDK reads from `~/.aws/config`, a file that a Lambda does not have: the next link of the chain is asked. */
export const fromSharedConfigFiles = () => async (): Promise<never> => {
  throw Object.assign(new Error('config files are not read'), { tryNextLink: true });
};
