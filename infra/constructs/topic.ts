import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** An encrypted topic that one AWS service may publish to, on behalf of this account only. */
export function serviceTopic(scope: Construct, id: string, props: { masterKey: IKey; publisher: string }): Topic {
  const topic = new Topic(scope, id, { masterKey: props.masterKey, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'ServicePublishes',
      principals: [new ServicePrincipal(props.publisher)],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  return topic;
}
