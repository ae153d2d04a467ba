import { randomUUID } from 'node:crypto';
import type { QueueEngine } from '../queues/local-queue.ts';
import type { QueueSubscription } from '../template/mail-parts.ts';

/** Publishes a message to a topic; it is in every subscribed queue when this is done, for some seconds unseen if wanted. */
export type Publish = (topicArn: string, subject: string, message: object, delaySeconds?: number) => Promise<void>;

/** SNS, as far as SES uses it: a message goes to each subscribed queue, in SNS's envelope unless it is wanted raw. */
export function topics(subscriptions: readonly QueueSubscription[], queues: QueueEngine): Publish {
  return async (topicArn, subject, message, delaySeconds) => {
    const text = JSON.stringify(message);
    for (const { queueArn, raw } of subscriptions.filter((each) => each.topicArn === topicArn)) {
      await queues.queue(queueArn).send(raw ? text : envelope(topicArn, subject, text), delaySeconds);
    }
  };
}

function envelope(TopicArn: string, Subject: string, Message: string): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: randomUUID(),
    TopicArn,
    Subject,
    Message,
    Timestamp: new Date().toISOString(),
    SignatureVersion: '1',
    Signature: 'local',
    SigningCertURL: 'https://sns.us-east-1.amazonaws.com/local.pem',
    UnsubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe',
  });
}
