import { describe, expect, it } from 'vitest';
import { dropImplied } from '../../../deploy/dependencies/drop-implied.ts';

describe('dependencies of a template', () => {
  it('go where a reference implies them', () => {
    const resources = {
      Function: { DependsOn: ['Role', 'LogGroup'], Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
      Route: {
        DependsOn: 'Integration',
        Properties: { Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] } },
      },
    };
    dropImplied(resources);
    expect(resources).toEqual({
      Function: { DependsOn: ['LogGroup'], Properties: resources.Function.Properties },
      Route: { Properties: resources.Route.Properties },
    });
  });

  it('stay where only the words of a text name them', () => {
    const resources = { Topic: { DependsOn: ['Role'], Properties: { DisplayName: 'Role' } }, Role: {} };
    dropImplied(resources);
    expect(resources.Topic.DependsOn).toEqual(['Role']);
  });
});
