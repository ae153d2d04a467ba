import * as z from 'zod/mini';
import { type Run, tokenOf } from '../../infra/local/demo/clients.ts';
import type { Accepted, Journal } from './journal.ts';
import type { HttpClient } from './transport.ts';

/** A mail that went out because of something that was accepted. */
export interface Consequence {
  /** `acknowledgement` and `answer` to the customer, `notice` to an agent. */
  readonly kind: 'acknowledgement' | 'answer' | 'notice';
  readonly cause: Accepted;
  /** From telling whoever caused it until the mail lay in the mailbox. */
  readonly ms: number;
}

const Store = z.object({
  emails: z.array(
    z.object({
      destination: z.object({ to: z.array(z.string()) }),
      subject: z.string(),
      body: z.object({ text: z.string() }),
      at: z.string(),
    }),
  ),
});

/** The mails that followed from this run, each with its cause. The mailbox is read once, when nobody is measured. */
export async function consequences(run: Run, journal: Journal, since: Date, tag: string): Promise<Consequence[]> {
  const response = await fetch(`${run.mailbox}/store?since=${since.toISOString()}`);
  const { emails } = z.parse(Store, await response.json());
  const token = new RegExp(`${tag}x\\d+x`);
  return emails.flatMap(({ destination, subject, body, at }) => {
    const [to = ''] = destination.to;
    const byAddress = token.exec(to)?.[0];
    const answered = [...body.text.matchAll(new RegExp(token, 'g'))]
      .map(([found]) => journal.find(found))
      .find((found) => found?.operation === 'update');
    const cause = answered ?? journal.find(byAddress ?? token.exec(subject)?.[0] ?? '');
    if (!cause) return [];
    const kind = answered ? 'answer' : byAddress ? 'acknowledgement' : 'notice';
    return [{ kind, cause, ms: Date.parse(at) - cause.at }] as const;
  });
}

/** How often each token of this run stands in the subject of a ticket. */
export async function ticketsOf(run: Run, http: HttpClient, tag: string): Promise<ReadonlyMap<string, number>> {
  const authorization = run.agents[0] ? tokenOf(run.agents[0]) : '';
  const token = new RegExp(`${tag}x\\d+x`);
  const found = new Map<string, number>();
  for (let path: string | null = '/tickets.json?page[size]=100&sort=-id'; path !== null; ) {
    const { body } = await http.call({ method: 'GET', path, authorization });
    for (const { subject } of body.tickets) {
      const own = token.exec(subject)?.[0];
      if (own) found.set(own, (found.get(own) ?? 0) + 1);
    }
    path = body.meta.has_more ? (String(body.links.next).split('/api/v2')[1] ?? null) : null;
  }
  return found;
}
