import { toActor } from '../../functions/registry/actor.ts';

const identity = (Arn: string, SourceIdentity?: string) => ({ IamIdentity: { Arn, PrincipalId: 'p', SourceIdentity } });

test.each<[string, Parameters<typeof toActor>[0], ReturnType<typeof toActor>]>([
  [
    'a user profile of Studio, rather than the role that it works by',
    {
      UserProfileName: 'alice',
      UserProfileArn: 'arn:aws:sagemaker:eu-west-1:111122223333:user-profile/d-1/alice',
      ...identity('arn:aws:sts::111122223333:assumed-role/Studio/SageMaker'),
    },
    { name: 'alice', role: 'Studio', arn: 'arn:aws:sagemaker:eu-west-1:111122223333:user-profile/d-1/alice' },
  ],
  [
    'an IAM user, without the path',
    identity('arn:aws:iam::111122223333:user/ml/team/bob'),
    { name: 'bob', arn: 'arn:aws:iam::111122223333:user/ml/team/bob' },
  ],
  [
    'a role session by its name and role',
    identity('arn:aws:sts::111122223333:assumed-role/MlApprovers/carol@example.com'),
    {
      name: 'carol@example.com',
      role: 'MlApprovers',
      arn: 'arn:aws:sts::111122223333:assumed-role/MlApprovers/carol@example.com',
    },
  ],
  [
    'a source identity rather than what the session is called',
    identity('arn:aws:sts::111122223333:assumed-role/Deploy/session-1', 'dave'),
    { name: 'dave', role: 'Deploy', arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/session-1' },
  ],
  [
    'the root user',
    identity('arn:aws:iam::111122223333:root'),
    { name: 'root', arn: 'arn:aws:iam::111122223333:root' },
  ],
  ['nobody', {}, undefined],
  ['an identity without an ARN', { IamIdentity: { PrincipalId: 'p' } }, undefined],
])('SageMaker names %s', (_, given, expected) => {
  expect(toActor(given)).toEqual(expected);
});
