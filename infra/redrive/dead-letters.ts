import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** A message that was given up. */
export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  /** When it was sent to the queue that it failed in, in milliseconds. */
  readonly sentAt: number;
  /** How often it has been moved back before, and by which run the last time. */
  readonly redrives: number;
  readonly lastRun: string | undefined;
  readonly receipt: string;
}

/** A queue of messages that were given up. */
export interface DeadLetterQueue {
  /** About how many there are, and how many of them somebody else holds. */
  count(): Promise<{ readonly all: number; readonly held: number }>;
  /** Some messages, at most ten, hidden from others for a while; none when there are no more. */
  receive(max: number): Promise<DeadLetter[]>;
  /** Lets others see it again. */
  release(letter: DeadLetter): Promise<void>;
  delete(letter: DeadLetter): Promise<void>;
}

/** Long enough to look through a long queue once; after a crash messages stay hidden for as long. */
const HIDDEN_SECONDS = 300;
/** With a wait SQS asks all its servers, so that an empty answer means an empty queue. */
const WAIT_SECONDS = 1;
/** Attributes of a message that was moved back; consumers do not read them. */
const REDRIVES = 'moorline-redrives';
const RUN = 'moorline-redrive-run';

export function deadLetterQueue(sqs: SQSClient, QueueUrl: string): DeadLetterQueue {
  return {
    async count() {
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      const held = Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0);
      return { all: Number(Attributes.ApproximateNumberOfMessages ?? 0) + held, held };
    },
    async receive(max) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: Math.min(10, max),
          WaitTimeSeconds: WAIT_SECONDS,
          VisibilityTimeout: HIDDEN_SECONDS,
          MessageSystemAttributeNames: ['SentTimestamp'],
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages.map(letterOf);
    },
    async release({ receipt }) {
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receipt, VisibilityTimeout: 0 }));
    },
    async delete({ receipt }) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receipt }));
    },
  };
}

function letterOf({ MessageId = '', Body = '', ReceiptHandle = '', Attributes = {}, MessageAttributes = {} }: Message) {
  return {
    id: MessageId,
    body: Body,
    sentAt: Number(Attributes.SentTimestamp ?? 0),
    redrives: Number(MessageAttributes[REDRIVES]?.StringValue ?? 0),
    lastRun: MessageAttributes[RUN]?.StringValue,
    receipt: ReceiptHandle,
  };
}

/** Sends a message to the queue it came from, marked with the run that did. */
export function sendBackTo(sqs: SQSClient, QueueUrl: string, run: string) {
  return async ({ body, redrives }: DeadLetter): Promise<void> => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: body,
        MessageAttributes: {
          [REDRIVES]: { DataType: 'Number', StringValue: String(redrives + 1) },
          [RUN]: { DataType: 'String', StringValue: run },
        },
      }),
    );
  };
}
