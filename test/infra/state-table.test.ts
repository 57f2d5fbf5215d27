import { RemovalPolicy } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { configOf, synthesize } from './synthesize.ts';

test('the table has the keys and the expiry that the store writes, on demand and restorable', () => {
  synthesize(configOf()).hasResourceProperties('AWS::DynamoDB::Table', {
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
});

test('the table outlives the stack, cannot be deleted by mistake, and does not stand in the way of a new one', () => {
  const template = synthesize(configOf());
  template.hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { DeletionProtectionEnabled: true },
  });
  const [table] = Object.values(template.findResources('AWS::DynamoDB::Table'));
  expect(table).not.toHaveProperty('Properties.TableName');
});

test('the table of a throw-away stack goes with it', () => {
  synthesize(configOf(), () => ({ removalPolicy: RemovalPolicy.DESTROY })).hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Delete',
    Properties: { DeletionProtectionEnabled: false },
  });
});

test('an existing table is adopted: none is created, and the function is told its name', () => {
  const template = synthesize(configOf(), (stack) => ({ table: Table.fromTableName(stack, 'Existing', 'kept') }));
  template.resourceCountIs('AWS::DynamoDB::Table', 0);
  template.hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: { TABLE_NAME: 'kept' } } });
});
