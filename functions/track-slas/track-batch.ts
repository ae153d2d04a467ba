import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { log } from '../../shared/platform/log.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import { firstAudits } from '../../shared/sla/sla.store.ts';
import { TicketEventData } from '../../shared/tickets/ticket.events.ts';
import { type TrackDeps, trackSla } from './track-sla.ts';

interface Message {
  readonly body: EventMessage;
  readonly record: SQSRecord;
}

/** Tracks a batch of events; new tickets, which are most of them, share one read. Answers the messages that failed. */
export async function trackBatch(messages: readonly Message[], deps: TrackDeps): Promise<SQSRecord[]> {
  const opened = messages.flatMap(({ body }) => {
    const data = z.safeParse(TicketEventData, body.data);
    return data.success && data.data.version === 1 ? [data.data] : [];
  });
  const { rules, table } = deps;
  const anyPolicy = opened.length > 0 && (await rules(messages[0]?.body.at ?? 0)).policies.length > 0;
  const openings = await firstAudits(table, anyPolicy ? opened : []);
  const failed: SQSRecord[] = [];
  await Promise.all(
    messages.map(async ({ body, record }) => {
      try {
        await trackSla(body, deps, body.data['version'] === 1 ? openings.get(Number(body.subject)) : undefined);
      } catch (error) {
        log.error('tracking_failed', error, { message_id: record.messageId });
        failed.push(record);
      }
    }),
  );
  return failed;
}
