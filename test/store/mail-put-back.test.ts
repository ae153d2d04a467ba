import { expect, test } from 'vitest';
import { inboundMailKey } from '../../shared/platform/table/keys.ts';
import { ALL_PASS, rawMail } from '../support/a-mail.ts';
import { aMailDesk } from '../support/a-mail-desk.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

test('a mail that was set aside is taken in once its marker, named by its record, is gone', async () => {
  const table = await aTable();
  const desk = await aMailDesk(table, aClock());
  const raw = rawMail({ Subject: 'Not spam at all' });
  await desk.receive(raw, { checks: { ...ALL_PASS, spam: 'fail' } });
  const [item = {}] = await desk.all('suspended_mail');
  expect(item).toMatchObject({ cause: 'spam', receipt: { rawKey: item['raw_key'], checks: { spam: 'fail' } } });

  await desk.ingest(await desk.arrival(raw, { checks: { ...ALL_PASS, spam: 'fail' } }));
  expect(await desk.all('suspended_mail'), 'with its marker it counts as repeated').toHaveLength(1);
  const asNoSpam = await desk.arrival(raw, { checks: ALL_PASS });

  await table.delete(inboundMailKey(String(item['fingerprint'])), 'present');
  await desk.ingest(asNoSpam);
  await desk.ingest(asNoSpam);
  expect(await desk.all('ticket')).toMatchObject([{ subject: 'Not spam at all' }]);
});
