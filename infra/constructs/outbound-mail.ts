import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ConfigurationSet,
  ConfigurationSetEventDestination,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { MoorlineConfig } from '../config.ts';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';
import { serviceTopic } from './topic.ts';

interface OutboundMailProps {
  readonly config: MoorlineConfig;
  /** Where SES's events about our mail go. */
  readonly events: IQueue;
  readonly masterKey: IKey;
  readonly alarms: Alarms;
}

/** Mail out: the company's domain with DKIM and its own envelope domain, and SES's events about what became of it. */
export class OutboundMail extends Construct {
  readonly configurationSet: ConfigurationSet;
  readonly identity: EmailIdentity;

  constructor(scope: Construct, props: OutboundMailProps) {
    super(scope, 'OutboundMail');
    const { mail } = props.config;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    });
    const topic = serviceTopic(this, 'Events', { masterKey: props.masterKey, publisher: 'ses.amazonaws.com' });
    topic.addSubscription(new SqsSubscription(props.events, { rawMessageDelivery: true }));
    const destination = new ConfigurationSetEventDestination(this, 'EventDestination', {
      configurationSet: this.configurationSet,
      destination: EventDestination.snsTopic(topic),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    destination.node.addDependency(topic);
    this.identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(mail.domain),
      configurationSet: this.configurationSet,
      mailFromDomain: `bounce.${mail.domain}`,
    });
    for (const [at, record] of this.identity.dkimRecords.entries())
      new CfnOutput(this, `Dkim${at + 1}`, { description: 'CNAME record', value: `${record.name} ${record.value}` });
    alarmOnReputation(props.alarms);
  }

  /** Lets a function send mail from the domain, through the configuration set only. */
  grantSend(sender: LambdaFunction): void {
    const configurationSet = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.configurationSet.configurationSetName,
    });
    sender.addToRolePolicy(
      new PolicyStatement({
        // SES checks SendRawEmail too when the content is a whole MIME message.
        actions: ['ses:SendEmail', 'ses:SendRawEmail'],
        resources: [this.identity.emailIdentityArn, configurationSet],
      }),
    );
  }
}

/** Below the rates at which SES puts an account under review: 5 % bounces, 0.1 % complaints. */
function alarmOnReputation(alarms: Alarms): void {
  const rate = (metricName: string) =>
    new Metric({ namespace: 'AWS/SES', metricName, period: FIVE_MINUTES, statistic: 'Average' });
  alarms.add('BounceRate', {
    metric: rate('Reputation.BounceRate'),
    above: 0.04,
    impact: 'SES may soon stop our mail: customers would no longer hear from us.',
    runbook: 'bounces',
  });
  alarms.add('ComplaintRate', {
    metric: rate('Reputation.ComplaintRate'),
    above: 0.0008,
    impact: 'SES may soon stop our mail: customers would no longer hear from us.',
    runbook: 'complaints',
  });
}
