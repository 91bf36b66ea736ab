import { isBaseUrl } from '../src/shared/base-url.ts';

/** Where a stage posts its points: its parameter `bonifiqBaseUrl`, which nothing is packaged or deployed without. */
export const url = async ({ resolveVariable }) => {
  const named = await resolveVariable("param:bonifiqBaseUrl, ''");
  if (named === '') {
    throw refusal(
      `the stage "${await resolveVariable('sls:stage')}" has to name the BonifiQ that it posts to, in serverless.yml as bonifiqBaseUrl under params and ` +
        'its own name, or by --param="bonifiqBaseUrl=https://…". Give it a BonifiQ account of its own, too: two stages on one ' +
        "account give each order's points twice",
    );
  }
  if (!isBaseUrl(named)) throw refusal(`bonifiqBaseUrl is "${named}"; write it as https://api.bonifiq.com.br`);
  return named;
};

/** Without its stack, which osls would print. */
function refusal(message) {
  return Object.assign(new Error(message), { stack: message });
}
