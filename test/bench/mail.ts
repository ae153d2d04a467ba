import { randomUUID } from 'node:crypto';
import nodemailer from 'nodemailer';
import { apiClient, tokenOf } from '../../infra/local/demo/clients.ts';
import { startInstance } from './instance.ts';
import { type Measurement, median, ms, percentile, timed } from './measure.ts';

const SINGLE = 60;
const SUSTAINED = 1_000;

/** From the SMTP server's 250 to the ticket being readable over HTTP, one at a time; then as many as it takes. */
export const mail: Measurement = {
  name: 'mail',
  async run(progress) {
    const instance = await startInstance();
    const { run } = instance;
    const agent = run.agents.find((each) => each.role === 'agent') ?? run.agents[0];
    if (!agent) throw new Error('The instance has no agent');
    const api = apiClient(run, tokenOf(agent));
    const transport = nodemailer.createTransport({
      host: run.smtp.host,
      port: run.smtp.port,
      pool: true,
      maxConnections: 4,
      maxMessages: 10_000,
      ignoreTLS: true,
    });
    const write = (from: string, subject: string) =>
      transport.sendMail({
        from,
        to: run.supportAddress,
        subject,
        text: '提现两小时仍未到账，请帮忙查询。\n'.repeat(10),
      });
    const newest = async () => (await api('GET', '/tickets.json?page[size]=1&sort=-id')).body.tickets[0];
    try {
      for (let warm = 0; warm < 20; warm++) await write(`warm${warm}@customer.test`, 'warm up');
      await settled(api);
      const waits: number[] = [];
      for (let index = 0; index < SINGLE; index++) {
        if (index % 20 === 0) progress(`mail ${index} of ${SINGLE}, one at a time`);
        const subject = `bench ${randomUUID()}`;
        await write(`single${index}@customer.test`, subject);
        const from = performance.now();
        while ((await newest())?.subject !== subject) await new Promise((done) => setTimeout(done, 2));
        waits.push(performance.now() - from);
      }
      progress(`${SUSTAINED} mails over four connections`);
      const before = await settled(api);
      const from = performance.now();
      await timed(SUSTAINED, 8, async (index) => {
        await write(`many${index}@customer.test`, `bench ${index}`);
      });
      const accepted = performance.now() - from;
      while ((await count(api)) < before + SUSTAINED) await new Promise((done) => setTimeout(done, 100));
      const readable = performance.now() - from;
      const rate = (SUSTAINED / readable) * 1000;
      return [
        {
          what: 'SMTP accept to ticket readable, p50',
          target: 'under 100 ms',
          seen: ms(median(waits)),
          ratio: median(waits) / 100,
        },
        { what: '... p95', target: '', seen: ms(percentile(waits, 95)), ratio: undefined },
        {
          what: 'mails sustained, until the last ticket is counted',
          target: 'over 30/s',
          seen: `${rate.toFixed(0)}/s (accepted ${((SUSTAINED / accepted) * 1000).toFixed(0)}/s)`,
          ratio: 30 / rate,
        },
      ];
    } finally {
      transport.close();
      await instance.stop();
    }
  },
};

type Api = ReturnType<typeof apiClient>;

async function count(api: Api): Promise<number> {
  return (await api('GET', '/tickets/count.json')).body.count.value;
}

/** The count once it has stopped rising. */
async function settled(api: Api): Promise<number> {
  let last = -1;
  for (let now = await count(api); now !== last; now = await count(api)) {
    last = now;
    await new Promise((done) => setTimeout(done, 3_000));
  }
  return last;
}
