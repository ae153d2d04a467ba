import { idempotencyKey, outcomeOf } from './api-customer.ts';
import type { Agent } from './cast.ts';
import { forwardMail } from './forwarding.ts';
import type { Said } from './ledger.ts';
import { type ListedTicket, liveTickets } from './listed-ticket.ts';
import { mergeSome } from './merging.ts';
import { type Stage, waited } from './stage.ts';
import { reviewSuspended } from './suspended-mail.ts';

/** How often somebody looks, before they go home, at what was set aside. */
const TIDIES_UP = 0.6;

/** Takes tickets from the list, answers them, notes things, solves them; sometimes opens, merges or deletes some. */
export async function agent(stage: Stage, self: Agent): Promise<void> {
  const { chance } = stage;
  while (await waited(stage, chance.between(10_000, 150_000))) {
    const live = await liveTickets(stage, self);
    const ticket = pickTicket(stage, live);
    const drawn = chance.next();
    if (drawn < 0.06) await openForCustomer(stage, self);
    else if (drawn < 0.12) await openMany(stage, self);
    else if (ticket && drawn < 0.14) await remove(stage, self, ticket.id);
    else if (ticket && drawn < 0.22) await tag(stage, self, ticket.id);
    else if (drawn < 0.26) forwardMail(stage, self);
    else if (drawn < 0.32) await reviewSuspended(stage, self);
    else if (ticket && drawn < 0.4) await mergeSome(stage, self, ticket, live);
    else if (ticket) await work(stage, self, ticket);
  }
  if (chance.happens(TIDIES_UP)) await reviewSuspended(stage, self);
}

/** Most look at what came last, as people do who want to be quick. */
function pickTicket({ chance }: Stage, live: readonly ListedTicket[]): ListedTicket | undefined {
  return live.length === 0 ? undefined : chance.happens(0.6) ? live[0] : chance.pick(live);
}

const STATUSES = [undefined, undefined, 'open', 'pending', 'hold', 'solved', 'solved'] as const;
const PRIORITIES = [undefined, undefined, undefined, 'high', 'urgent', 'low'] as const;
const ATTEMPTS = 6;

/**
 * Changes a ticket as it was seen, and no other: what was not answered is sent again under the same stamp, so that it
 * either works or tells that the ticket has changed, perhaps by the first attempt; then the agent looks.
 */
async function work(stage: Stage, self: Agent, seen: ListedTicket): Promise<void> {
  const { chance, api, world } = stage;
  const speaks = chance.happens(0.8);
  const said = speaks ? words(stage, self, seen.id, chance.happens(0.65) ? 'public' : 'internal') : undefined;
  const status = chance.pick(STATUSES);
  const priority = chance.pick(PRIORITIES);
  const assignee = chance.happens(0.5) || status === 'solved' ? self.id : undefined;
  let stamp = seen.updated_at;
  for (let tried = 1; tried <= ATTEMPTS; tried++) {
    const answer = await api.once({
      method: 'PUT',
      path: `/api/v2/tickets/${seen.id}.json`,
      as: self.as,
      body: {
        ticket: {
          ...(said ? { comment: { body: `We looked. ${said.marker}`, public: said.audience === 'public' } } : {}),
          ...(status ? { status } : {}),
          ...(priority ? { priority } : {}),
          // Without a note or this, whoever lowers one is refused.
          ...(priority === 'low' ? { metadata: { custom: { reason: 'It can wait.' } } } : {}),
          ...(assignee === undefined ? {} : { assignee_id: assignee }),
          safe_update: true,
          updated_stamp: stamp,
        },
      },
    });
    if (said) said.outcome = outcomeOf(answer.status);
    if (answer.status < 500 && answer.status !== 409) return;
    if (said) said.outcome = 'unknown';
    await world.time.sleep(chance.between(3_000, 20_000));
    if (answer.status >= 500) continue;
    const now = await look(stage, self, seen.id);
    if (!now) return;
    if (said && now.text.includes(said.marker)) {
      said.outcome = 'accepted';
      return;
    }
    stamp = now.updatedAt;
  }
}

/** The ticket as it is, with the words on it. */
async function look({ api }: Stage, self: Agent, ticketId: number) {
  const ticket = await api.until({ method: 'GET', path: `/api/v2/tickets/${ticketId}.json`, as: self.as });
  const path = `/api/v2/tickets/${ticketId}/comments.json?sort_order=desc`;
  const comments = await api.until({ method: 'GET', path, as: self.as });
  if (ticket.status !== 200 || comments.status !== 200) return undefined;
  return { updatedAt: ticket.body.ticket.updated_at as string, text: JSON.stringify(comments.body) };
}

function words({ ledger }: Stage, self: Agent, ticketId: number | undefined, audience: 'public' | 'internal'): Said {
  const said: Said = {
    marker: ledger.marker(),
    by: self.email,
    side: 'agent',
    channel: 'api',
    audience,
    opens: ticketId === undefined,
    automatic: false,
    outcome: 'pending',
    ...(ticketId === undefined ? {} : { ticketId }),
  };
  ledger.said.push(said);
  return said;
}

async function openForCustomer(stage: Stage, self: Agent): Promise<void> {
  const { chance, api, cast } = stage;
  const said = words(stage, self, undefined, 'public');
  const answer = await api.until({
    method: 'POST',
    path: '/api/v2/tickets.json',
    headers: { 'idempotency-key': idempotencyKey(chance) },
    as: self.as,
    body: {
      ticket: {
        subject: 'We noticed something',
        requester: { email: chance.pick([...cast.mailCustomers, 'stranger@mail.test']) },
        submitter_id: self.id,
        group_id: cast.groupId,
        comment: { body: `Hello. ${said.marker}` },
      },
    },
  });
  said.outcome = outcomeOf(answer.status);
  if (answer.status === 201) said.ticketId = answer.body.ticket.id;
}

async function openMany(stage: Stage, self: Agent): Promise<void> {
  const { chance, api, ledger } = stage;
  const markers = Array.from({ length: chance.between(2, 4) }, () => ledger.marker());
  const asked = { markers, outcome: 'pending' as Said['outcome'], jobId: undefined as string | undefined };
  ledger.bulk.push(asked as (typeof ledger.bulk)[number]);
  const answer = await api.until({
    method: 'POST',
    path: '/api/v2/tickets/create_many.json',
    headers: { 'idempotency-key': idempotencyKey(chance) },
    as: self.as,
    body: {
      tickets: markers.map((marker) => ({
        subject: 'Imported',
        comment: { body: marker, public: false },
        requester: { email: 'imported@mail.test' },
      })),
    },
  });
  asked.outcome = outcomeOf(answer.status);
  if (answer.status === 200) asked.jobId = answer.body.job_status.id;
}

async function tag({ chance, api }: Stage, self: Agent, ticketId: number): Promise<void> {
  const body = { tags: [`tag${chance.between(1, 4)}`] };
  await api.until({ method: 'PUT', path: `/api/v2/tickets/${ticketId}/tags.json`, as: self.as, body });
}

async function remove({ api, ledger }: Stage, self: Agent, ticketId: number): Promise<void> {
  const deletion = { ticketId, outcome: 'pending' as Said['outcome'] };
  ledger.deleted.push(deletion);
  const answer = await api.until({ method: 'DELETE', path: `/api/v2/tickets/${ticketId}.json`, as: self.as });
  deletion.outcome = outcomeOf(answer.status);
}
