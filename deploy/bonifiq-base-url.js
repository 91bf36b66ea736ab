import { parameterFaults, parameterNames } from './parameter-faults.ts';

/**
 * Where a stage posts its points: its parameter `bonifiqBaseUrl`, which nothing is packaged or deployed without. So the stage and all
 * parameters are checked here, before anything else is made of them.
 */
export const url = async ({ options, resolveVariable, resolveConfigurationProperty }) => {
  const stage = await resolveVariable('sls:stage');
  const sections = Object.values((await resolveConfigurationProperty(['params'])) ?? {});
  const given = (options.param ?? []).map((text) => text.split('=', 1)[0]);
  const values = new Map();
  for (const name of parameterNames) values.set(name, await resolveVariable(`param:${name}, ''`));
  const faults = parameterFaults({
    stage,
    names: [...sections.flatMap((section) => Object.keys(section ?? {})), ...given],
    values,
  });
  if (faults.length > 0) throw refusal(['put right first:', ...faults].join('\n    - '));
  const named = values.get('bonifiqBaseUrl');
  if (named === '') {
    throw refusal(
      `the stage "${stage}" has to name the BonifiQ that it posts to, in serverless.yml as bonifiqBaseUrl under params and ` +
        'its own name, or by --param="bonifiqBaseUrl=https://…". Give it a BonifiQ account of its own, too: two stages on one ' +
        "account give each order's points twice",
    );
  }
  return named;
};

/** Without its stack, which osls would print. */
function refusal(message) {
  return Object.assign(new Error(message), { stack: message });
}
