import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/**
 * The one key under which everything personal is kept: the table, both buckets, and the topics that mail passes
 * through. The company's own key rather than AWS's, so that each use is in CloudTrail and the company can withdraw it.
 */
export function dataKey(scope: Construct): Key {
  const key = new Key(scope, 'DataKey', {
    description: 'Moorline: tickets, people, mail and files',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'MailAndAlarmsPassThroughEncryptedTopicsAndBuckets',
      principals: [new ServicePrincipal('ses.amazonaws.com'), new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  return key;
}
