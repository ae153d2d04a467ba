import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { type IReceiptRuleSet, ReceiptRule, ReceiptRuleSet, TlsPolicy } from 'aws-cdk-lib/aws-ses';
import { S3 } from 'aws-cdk-lib/aws-ses-actions';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { MoorlineConfig } from '../config.ts';
import { RAW_MAIL_PREFIX } from './buckets.ts';
import { serviceTopic } from './topic.ts';

interface InboundMailProps {
  readonly config: MoorlineConfig;
  readonly bucket: IBucket;
  readonly queue: IQueue;
  readonly masterKey: IKey;
}

/** Mail in: SES keeps it in the bucket, and tells the queue where, with its verdicts and envelope. */
export class InboundMail extends Construct {
  constructor(scope: Construct, props: InboundMailProps) {
    super(scope, 'InboundMail');
    const { mail } = props.config;
    const topic = serviceTopic(this, 'Received', { masterKey: props.masterKey, publisher: 'ses.amazonaws.com' });
    topic.addSubscription(new SqsSubscription(props.queue, { rawMessageDelivery: true }));
    const rule = new ReceiptRule(this, 'Rule', {
      ruleSet: this.#ruleSet(mail.receiptRuleSet),
      // The whole domain, because answers come to signed addresses in it.
      recipients: [...mail.supportAddresses, mail.domain],
      scanEnabled: true,
      tlsPolicy: TlsPolicy.REQUIRE,
      actions: [new S3({ bucket: props.bucket, objectKeyPrefix: RAW_MAIL_PREFIX, topic })],
    });
    rule.node.addDependency(topic);
    new CfnOutput(this, 'MailExchanger', {
      description: `MX record of ${mail.domain}`,
      value: `10 inbound-smtp.${Stack.of(this).region}.amazonaws.com`,
    });
  }

  #ruleSet(existing: string | null): IReceiptRuleSet {
    if (existing !== null) return ReceiptRuleSet.fromReceiptRuleSetName(this, 'RuleSet', existing);
    const own = new ReceiptRuleSet(this, 'RuleSet');
    // An account has one active rule set, so making this one active could cut off another product's mail: a person decides.
    new CfnOutput(this, 'ActivateRuleSet', {
      description: 'Run once, unless another rule set of this account is active',
      value: `aws ses set-active-receipt-rule-set --rule-set-name ${own.receiptRuleSetName}`,
    });
    return own;
  }
}
