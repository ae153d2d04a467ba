import type { Chance } from '../chance.ts';
import { isUnanswered } from './api-client.ts';
import type { Customer } from './cast.ts';
import type { Outcome, Said } from './ledger.ts';
import { type Stage, waited } from './stage.ts';

/** Asks through the exchange's page, adds to what they asked, and declares it solved. */
export async function apiCustomer(stage: Stage, customer: Customer): Promise<void> {
  const { chance } = stage;
  const own: number[] = [];
  while (await waited(stage, chance.between(5_000, 240_000))) {
    if (own.length === 0 || chance.happens(0.4)) {
      const ticketId = await ask(stage, customer);
      if (ticketId !== undefined) own.push(ticketId);
    } else await add(stage, customer, chance.pick(own));
  }
}

async function ask(stage: Stage, customer: Customer): Promise<number | undefined> {
  const { chance, ledger, api } = stage;
  const said = words(stage, customer, { opens: true });
  const file = chance.happens(0.25) ? `The proof of ${said.marker}` : undefined;
  const token = file === undefined ? undefined : await upload(stage, customer, file);
  const entry: Said = token === undefined ? said : { ...said, file: file ?? '' };
  ledger.said.push(entry);
  const comment = { body: `Please help. ${said.marker}`, ...(token === undefined ? {} : { uploads: [token] }) };
  const key = idempotencyKey(chance);
  const answer = await api.until({
    method: 'POST',
    path: '/api/v2/requests.json',
    headers: { 'idempotency-key': key },
    as: customer.as(),
    body: { request: { subject: 'Deposit is missing', comment } },
  });
  entry.outcome = outcomeOf(answer.status);
  if (answer.status !== 201) return undefined;
  entry.ticketId = answer.body.request.id;
  return entry.ticketId;
}

async function upload({ api, chance }: Stage, customer: Customer, file: string): Promise<string | undefined> {
  const answer = await api.until({
    method: 'POST',
    path: '/api/v2/uploads.json?filename=proof.txt',
    headers: { 'content-type': 'text/plain', 'idempotency-key': idempotencyKey(chance) },
    as: customer.as(),
    body: Buffer.from(file),
  });
  return answer.status === 201 ? answer.body.upload.token : undefined;
}

/**
 * An update carries no key: a careful client that got no answer looks first whether its words are there, and sends them
 * again only when they are not.
 */
async function add(stage: Stage, customer: Customer, ticketId: number): Promise<void> {
  const { chance, ledger, api, world } = stage;
  const said = words(stage, customer, { opens: false });
  said.ticketId = ticketId;
  ledger.said.push(said);
  const solved = chance.happens(0.15);
  for (let tried = 1; tried <= 6; tried++) {
    const answer = await api.once({
      method: 'PUT',
      path: `/api/v2/requests/${ticketId}.json`,
      as: customer.as(),
      body: { request: { comment: { body: `One more thing. ${said.marker}` }, ...(solved ? { solved } : {}) } },
    });
    said.outcome = outcomeOf(answer.status);
    if (!isUnanswered(answer)) return;
    await world.time.sleep(chance.between(31_000, 40_000));
    const list = await api.until({
      method: 'GET',
      path: `/api/v2/requests/${ticketId}/comments.json?sort_order=desc`,
      as: customer.as(),
    });
    // Without knowing, sending again could be saying it twice.
    if (list.status !== 200) return;
    if (JSON.stringify(list.body).includes(said.marker)) {
      said.outcome = 'accepted';
      return;
    }
  }
}

function words({ ledger }: Stage, customer: Customer, { opens }: { opens: boolean }): Said {
  return {
    marker: ledger.marker(),
    by: customer.email,
    side: 'customer',
    channel: 'api',
    audience: 'public',
    opens,
    automatic: false,
    outcome: 'pending',
  };
}

export function outcomeOf(status: number): Outcome {
  if (status >= 500 || status === 429) return 'unknown';
  return status < 300 ? 'accepted' : 'refused';
}

export function idempotencyKey(chance: Chance): string {
  return `key-${chance.between(0, 2 ** 40)}`;
}
