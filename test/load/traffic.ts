import { type Run, tokenOf } from '../../infra/local/demo/clients.ts';
import type { Arrival } from './arrivals.ts';
import { noteRefusal, record, type Scoreboard } from './figures.ts';
import { type Journal, URGENT_SHARE } from './journal.ts';
import type { Fire } from './open-loop.ts';
import type { Probe } from './probe.ts';
import { type HttpCall, type HttpClient, type SmtpClient, untilAccepted } from './transport.ts';

export interface TrafficContext {
  readonly run: Run;
  readonly http: HttpClient;
  readonly smtp: SmtpClient;
  readonly board: Scoreboard;
  readonly journal: Journal;
  readonly probe: Probe;
  /** Part of everything that this run writes. */
  readonly tag: string;
}

const TEXT = '我两小时前提现 1,500 USDT，到现在还没有到账，请帮忙查询。\n'.repeat(5);

/** How customers and agents use the service: each arrival does one thing, and comes again only if it was told to. */
export function traffic(context: TrafficContext): Fire {
  const { board, run, smtp, journal, probe, tag } = context;
  const agents = run.agents.map(tokenOf);
  const authorizationOf = (number: number) => agents[number % agents.length] ?? '';
  const call = (arrival: Arrival, request: Omit<HttpCall, 'authorization'>) =>
    context.http.call({ ...request, authorization: authorizationOf(arrival.number) });

  const doings = {
    async mail(token: string) {
      await smtp.write({ from: addressOf(token), subject: `提现未到账 ${token}`, text: TEXT });
      return { urgent: false };
    },
    async create(token: string, arrival: Arrival) {
      const urgent = arrival.dice < URGENT_SHARE;
      const ticket = {
        subject: `提现未到账 ${token}`,
        comment: { body: TEXT },
        requester: { name: '王小明', email: addressOf(token), locale: 'zh-CN' },
        ...(urgent ? { priority: 'urgent' } : {}),
      };
      const { body } = await call(arrival, { method: 'POST', path: '/tickets.json', body: { ticket } });
      journal.know({ id: body.ticket.id, urgent });
      return { urgent };
    },
    async read(_token: string, arrival: Arrival) {
      await call(arrival, { method: 'GET', path: readPath(arrival, journal) });
      return { urgent: false };
    },
    async update(token: string, arrival: Arrival) {
      const ticket = journal.pick(arrival.dice);
      if (!ticket) throw new Error('There is no ticket to answer yet');
      const comment = { body: `已经查到，正在处理。 ${token}`, public: true };
      await call(arrival, { method: 'PUT', path: `/tickets/${ticket.id}.json`, body: { ticket: { comment } } });
      return { urgent: ticket.urgent };
    },
  };

  return async (arrival, planned) => {
    const { operation, phase } = arrival;
    const figures = board.of(phase.name, operation);
    const token = `${tag}x${arrival.number}x`;
    figures.planned += 1;
    record(board.of(phase.name, LATENESS).waits, performance.now() - planned);
    const done = await untilAccepted(
      () => doings[operation](token, arrival),
      (error) => noteRefusal(figures, error),
    );
    if (!done) return;
    record(figures.waits, performance.now() - planned);
    figures.done += 1;
    if (operation === 'read') return;
    journal.note({ token, operation, phase: phase.name, urgent: done.urgent, at: Date.now() });
    if (operation === 'mail') probe.accepted(addressOf(token), phase.name);
  };
}

/** Under this name the board has how late the generator itself was. */
export const LATENESS = 'generator late';

const addressOf = (token: string) => `${token}@customer.test`;

function readPath({ number, dice }: Arrival, journal: Journal): string {
  const ticket = journal.pick(dice);
  if (!ticket || number % 3 === 0) return '/tickets.json?page[size]=25&sort=-id';
  return number % 3 === 1 ? `/tickets/${ticket.id}.json` : `/tickets/${ticket.id}/comments.json`;
}
