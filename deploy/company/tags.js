import { companyTags } from './company-tags.ts';

/** The tags of stack, functions and table: Ponte's own two, by which secrets are read, and those of the parameter `tags`. */
export const tags = async ({ resolveVariable }) => ({
  ...companyTags(String((await resolveVariable('param:tags')) ?? '')),
  service: await resolveVariable('self:service'),
  stage: await resolveVariable('sls:stage'),
});
