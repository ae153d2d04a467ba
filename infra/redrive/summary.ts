import * as z from 'zod/mini';
import { readScanReport, ScanReport } from '../../shared/attachments/scan.events.ts';
import { unwrapSns } from '../../shared/mail/sns-message.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { Timer } from '../../shared/timers/timer.ts';
import { FailureMessage } from './failure-message.ts';

const Received = z.object({
  notificationType: z.literal('Received'),
  receipt: z.object({ action: z.object({ objectKey: z.string() }) }),
});
const SentMailEvent = z.object({
  eventType: z.optional(z.string()),
  notificationType: z.optional(z.string()),
  mail: z.object({ messageId: z.string() }),
});

/**
 * What a message is about, in a line for an operator: its kind, which record, when. Nothing that a person wrote and no
 * address is in it.
 */
export function summaryOf(body: string): string {
  const message = unwrapSns(asJson(body));
  const event = z.safeParse(EventMessage, message);
  if (event.success) {
    const { names, subject, at } = event.data;
    const [kind = 'record'] = names[0]?.split('.') ?? [];
    return `${names.join(', ')} of ${kind} ${subject}, committed ${timeText(at)}`;
  }
  const timer = z.safeParse(Timer, message);
  if (timer.success) {
    const { kind, subject, due_at } = timer.data;
    return `${kind} of ${kind.startsWith('file.') ? 'file' : 'ticket'} ${subject}, due ${timeText(due_at)}`;
  }
  const failure = z.safeParse(FailureMessage, message);
  if (failure.success) {
    const { batchSize, shardId, startSequenceNumber, endSequenceNumber } = failure.data.DDBStreamBatchInfo;
    const range =
      startSequenceNumber === endSequenceNumber
        ? startSequenceNumber
        : `${startSequenceNumber} to ${endSequenceNumber}`;
    return `${counted(batchSize, 'record')} of the stream, shard ${shardId}, number ${range}, given up ${failure.data.timestamp}`;
  }
  const received = z.safeParse(Received, message);
  if (received.success) return `a mail that came in, in the bucket as ${received.data.receipt.action.objectKey}`;
  const sent = z.safeParse(SentMailEvent, message);
  if (sent.success) {
    const { eventType, notificationType, mail } = sent.data;
    return `${eventType ?? notificationType ?? 'something'} about our mail ${mail.messageId}`;
  }
  const scanned = z.safeParse(ScanReport, message);
  if (scanned.success) {
    const { scanResultStatus } = scanned.data.detail.scanResultDetails;
    return `${scanResultStatus} of file ${readScanReport(scanned.data)?.fileId ?? 'that is none of ours'}`;
  }
  return `not a message of ours (${body.length} characters)`;
}

function asJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** A time to the second, in UTC. */
export function timeText(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'at no time' : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** "1 message", "2 messages". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
