import * as z from 'zod/mini';
import { getSuspendedMails, listSuspendedMailIds } from '../../../shared/mail/suspended-mail.store.ts';
import type { SuspendedMail } from '../../../shared/mail/suspension.ts';
import { Delivery } from '../../../shared/notifications/delivery.ts';
import { rulesSource } from '../../../shared/sla/sla-rules.store.ts';
import type { SlaRules } from '../../../shared/sla/sla-rules.ts';
import { Audit } from '../../../shared/tickets/audit.ts';
import { Comment } from '../../../shared/tickets/comment.ts';
import { Ticket } from '../../../shared/tickets/ticket.ts';
import { type Cast, calmTable } from '../workload/cast.ts';
import type { Ledger } from '../workload/ledger.ts';
import { STEP_SECONDS } from '../world/environment.ts';
import type { SentMail } from '../world/post-office.ts';
import type { World } from '../world/world.ts';
import { type Queues, readQueues } from './views.ts';

type Item = Readonly<Record<string, unknown>>;

/** More than are ever set aside in one world. */
const MOST_SUSPENDED = 100;

/** The state the system came to rest in, beside what clients know. */
export interface Evidence {
  readonly ledger: Ledger;
  readonly cast: Cast;
  readonly world: World;
  readonly items: readonly Item[];
  readonly tickets: ReadonlyMap<number, Ticket>;
  readonly comments: readonly Comment[];
  readonly audits: ReadonlyMap<number, readonly Audit[]>;
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** Mails that were set aside and wait, as agents find them in the list. */
  readonly suspended: readonly SuspendedMail[];
  /** What agents work from. */
  readonly queues: Queues;
  /** What clocks go by. */
  readonly rules: SlaRules;
  readonly sent: readonly SentMail[];
  /** Address by person. */
  readonly addresses: ReadonlyMap<number, string>;
}

/** Something that must never be so, in a sentence. */
export type Violation = string;
export type Invariant = (evidence: Evidence) => Violation[];

export async function gather(world: World, cast: Cast, ledger: Ledger): Promise<Evidence> {
  const items = (await world.engine.items()) as readonly Item[];
  const of = (entity: string) => items.filter((item) => item['entity'] === entity);
  const tickets = new Map(
    of('ticket')
      .map((item) => z.parse(Ticket, item))
      .map((ticket) => [ticket.id, ticket]),
  );
  const audits = new Map<number, Audit[]>();
  for (const audit of of('audit').map((item) => z.parse(Audit, item)))
    audits.set(audit.ticket_id, [...(audits.get(audit.ticket_id) ?? []), audit]);
  for (const list of audits.values()) list.sort((a, b) => a.version - b.version);
  return {
    ledger,
    cast,
    world,
    items,
    tickets,
    audits,
    comments: of('comment').map((item) => z.parse(Comment, item)),
    deliveries: new Map(
      of('delivery')
        .map((item) => z.parse(Delivery, item))
        .map((each) => [each.id, each]),
    ),
    suspended: await suspendedMails(world),
    queues: await readQueues(calmTable(world), world.time.now(), [...tickets.values()]),
    rules: await rulesSource(calmTable(world), world.time.now, STEP_SECONDS * 1_000)(world.time.now()),
    sent: world.post.sent,
    addresses: new Map(of('user').map((item) => [Number(item['id']), String(item['email'] ?? '')])),
  };
}

async function suspendedMails(world: World): Promise<SuspendedMail[]> {
  const [table, now] = [calmTable(world), world.time.now()];
  const ids = await listSuspendedMailIds(table, { descending: true, limit: MOST_SUSPENDED }, now);
  return getSuspendedMails(table, ids, now);
}
