import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { type DeliverDeps, deliverMail } from '../../functions/deliver-mail/deliver-mail.ts';
import { deliverOrWait } from '../../functions/deliver-mail/deliver-or-wait.ts';
import { type IngestDeps, ingestMail } from '../../functions/ingest-mail/ingest-mail.ts';
import { groupPeopleSource } from '../../functions/notify-people/group-people.ts';
import { notifyPeople } from '../../functions/notify-people/notify-people.ts';
import { recordMailEvent } from '../../functions/record-mail-events/record-mail-event.ts';
import type { Checks } from '../../shared/mail/mail-facts.ts';
import { aws } from '../../shared/platform/aws.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { Secrets } from '../../shared/platform/secrets.ts';
import { sesClient, sesSender } from '../../shared/platform/ses.ts';
import type { Item, Table } from '../../shared/platform/table/table.ts';
import { ticketNumbers } from '../../shared/tickets/ticket.store.ts';
import { ALL_PASS, MAIL_KEYS, OURS } from './a-mail.ts';
import type { TestClock } from './clock.ts';
import { aBucket } from './objects.ts';
import { aDocumentClient } from './table.ts';

const secrets: Secrets = {
  mail_key: MAIL_KEYS.current,
  link_key: 'the link key of the tests, 32 bytes or more',
  customer_jwt: { issuer: 'test', secret: 'test' },
};

/** Mail in and mail out over one table and real buckets, each step to be taken by hand. */
export interface MailDesk {
  readonly rawMail: Objects;
  readonly files: Objects;
  /** The message that SES queues for a mail it received; the mail is put into the bucket. */
  arrival(raw: Uint8Array, about?: { from?: string; to?: string[]; checks?: Checks }): Promise<unknown>;
  /** Receives a mail and takes it in. */
  receive(raw: Uint8Array, about?: { from?: string; to?: string[]; checks?: Checks }): Promise<void>;
  ingest(message: unknown): Promise<void>;
  /** Every record of one kind that is in the table. */
  all(entity: string): Promise<Item[]>;
  /** The numbers of all tickets, rising. */
  ticketIds(): Promise<number[]>;
  /** The events that were committed and have at least one of the names, oldest first. */
  events(...names: string[]): Promise<EventMessage[]>;
  /** Runs events through the consumer that decides about mails; answers how many failed. */
  notify(events: readonly EventMessage[]): Promise<number>;
  deliver(deliveryId: string): Promise<void>;
  /** Delivers as the queue has it done; answers what went back into which queue, and after how many seconds it comes. */
  deliverOrWait(event: EventMessage): Promise<{ readonly queue: string; readonly delaySeconds: number | undefined }[]>;
  /** Decides and delivers everything that has happened so far. */
  deliverAll(): Promise<void>;
  tell(sesEvent: unknown): Promise<void>;
}

const NAMES = [
  'ticket.created.v1',
  'ticket.commented.v1',
  'ticket.assigned.v1',
  'ticket.left_waiting.v1',
  'ticket.escalated.v1',
  'survey.due.v1',
];

/** Sets up the desk. Give a running mail service first, for the SES client reads its address once. */
export async function aMailDesk(table: Table, clock: TestClock): Promise<MailDesk> {
  const [rawMail, files] = await Promise.all([aBucket(), aBucket()]);
  const shared = { table, now: clock.now, newId: clock.newId, ours: OURS, secrets: async () => secrets, files };
  const ingestDeps: IngestDeps = {
    ...shared,
    rawMail,
    defaultLocale: 'en',
    closeAfter: 4 * 86_400_000,
    nextNumber: ticketNumbers(table),
  };
  const deliverDeps: DeliverDeps = {
    ...shared,
    filesUrl: 'https://files.moorline.test',
    malwareScan: false,
    company: 'Moorline 交易所',
    defaultLocale: 'en',
    send: sesSender(sesClient(), 'moorline', aws()),
  };
  const notifyDeps = {
    table,
    supportAddresses: OURS.supportAddresses,
    groupPeople: groupPeopleSource(table, clock.now),
    now: clock.now,
  };
  let received = 0;
  const desk: MailDesk = {
    rawMail,
    files,
    async arrival(raw, { from = 'wang@customer.test', to = ['support@moorline.test'], checks = ALL_PASS } = {}) {
      const objectKey = `in/${++received}`;
      await rawMail.put(objectKey, raw, 'message/rfc822');
      const verdict = (result: string) => ({ status: result === 'unknown' ? 'GRAY' : result.toUpperCase() });
      const receipt = {
        recipients: to,
        ...Object.fromEntries(Object.entries(checks).map(([name, result]) => [`${name}Verdict`, verdict(result)])),
        action: { type: 'S3', topicArn: 'arn:aws:sns:us-east-1:1:in', bucketName: 'in', objectKey },
      };
      const mail = { source: from, messageId: objectKey, destination: to, timestamp: '2026-11-22T03:00:00.000Z' };
      return { notificationType: 'Received', mail, receipt };
    },
    receive: async (raw, about) => desk.ingest(await desk.arrival(raw, about)),
    ingest: (message) => ingestMail(message, ingestDeps),
    async all(entity) {
      const { Items = [] } = await aDocumentClient().send(
        new ScanCommand({
          TableName: table.name,
          ConsistentRead: true,
          FilterExpression: '#entity = :entity',
          ExpressionAttributeNames: { '#entity': 'entity' },
          ExpressionAttributeValues: { ':entity': entity },
        }),
      );
      return Items.sort((a, b) => Number(a['created_at'] ?? a['at'] ?? 0) - Number(b['created_at'] ?? b['at'] ?? 0));
    },
    async ticketIds() {
      return (await desk.all('ticket')).map((item) => Number(item['id'])).sort((a, b) => a - b);
    },
    async events(...names) {
      const items = (
        await Promise.all(['audit', 'delivery', 'routing_event'].map((entity) => desk.all(entity)))
      ).flat();
      return items
        .flatMap((item) => (item['event'] ? [z.parse(EventMessage, item['event'])] : []))
        .filter((event) => event.names.some((name) => names.includes(name)))
        .sort((a, b) => a.at - b.at || Number(a.id) - Number(b.id));
    },
    async notify(events) {
      const messages = events.map((body, index) => ({ body, record: { messageId: String(index) } as SQSRecord }));
      return (await notifyPeople(messages, notifyDeps)).length;
    },
    deliver: (deliveryId) => deliverMail(deliveryId, false, deliverDeps),
    async deliverOrWait(event) {
      const back: { queue: string; delaySeconds: number | undefined }[] = [];
      await deliverOrWait(event, {
        ...deliverDeps,
        deliveryQueues: { urgent: 'urgent', others: 'others' },
        async sendMessages(queue, messages) {
          back.push(...messages.map(({ delaySeconds }) => ({ queue, delaySeconds })));
          return new Set();
        },
      });
      return back;
    },
    async deliverAll() {
      await desk.notify(await desk.events(...NAMES));
      for (const delivery of await desk.all('delivery')) await desk.deliver(String(delivery['id']));
    },
    tell: (sesEvent) => recordMailEvent(sesEvent, { table, defaultLocale: 'en', now: clock.now, newId: clock.newId }),
  };
  return desk;
}
