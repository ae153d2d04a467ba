import * as z from 'zod/mini';
import type { Assembly } from './assembly.ts';

/** The rule by which SES receives mail here: for whom, where it keeps it, and whom it tells. */
export interface ReceiptRule {
  readonly recipients: readonly string[];
  readonly bucket: string;
  readonly prefix: string;
  readonly topicArn: string;
}

const S3Action = z.object({
  BucketName: z.string(),
  ObjectKeyPrefix: z.optional(z.string()),
  TopicArn: z.string(),
});

/** The receipt rules of the template. */
export function receiptRulesOf(assembly: Assembly): ReceiptRule[] {
  const Rule = z.object({
    Enabled: z.literal(true),
    Recipients: z.array(z.string()),
    Actions: z.tuple([z.object({ S3Action })]),
  });
  return assembly.all('AWS::SES::ReceiptRule', { Rule }).map(({ properties: { Rule: rule } }) => {
    const { BucketName, ObjectKeyPrefix = '', TopicArn } = rule.Actions[0].S3Action;
    return { recipients: rule.Recipients, bucket: BucketName, prefix: ObjectKeyPrefix, topicArn: TopicArn };
  });
}

/** Which topic is told of which events of mail sent through a configuration set. */
export interface MailEventDestination {
  readonly configurationSet: string;
  readonly events: readonly string[];
  readonly topicArn: string;
}

/** The event destinations of the template's configuration sets. */
export function mailEventDestinationsOf(assembly: Assembly): MailEventDestination[] {
  const shape = {
    ConfigurationSetName: z.string(),
    EventDestination: z.object({
      MatchingEventTypes: z.array(z.string()),
      SnsDestination: z.object({ TopicARN: z.string() }),
    }),
  };
  return assembly.all('AWS::SES::ConfigurationSetEventDestination', shape).map(({ properties }) => ({
    configurationSet: properties.ConfigurationSetName,
    events: properties.EventDestination.MatchingEventTypes,
    topicArn: properties.EventDestination.SnsDestination.TopicARN,
  }));
}

/** Which queues get what is published to a topic; `raw` without SNS's envelope. */
export interface QueueSubscription {
  readonly topicArn: string;
  readonly queueArn: string;
  readonly raw: boolean;
}

/** The queues' subscriptions in the template; people's addresses that get alarms are none of the local run's business. */
export function queueSubscriptionsOf(assembly: Assembly): QueueSubscription[] {
  const shape = {
    Protocol: z.string(),
    TopicArn: z.string(),
    Endpoint: z.string(),
    RawMessageDelivery: z.optional(z.boolean()),
    FilterPolicy: z.optional(z.undefined()),
  };
  return assembly
    .all('AWS::SNS::Subscription', shape)
    .filter(({ properties }) => properties.Protocol === 'sqs')
    .map(({ properties }) => ({
      topicArn: properties.TopicArn,
      queueArn: properties.Endpoint,
      raw: properties.RawMessageDelivery ?? false,
    }));
}
