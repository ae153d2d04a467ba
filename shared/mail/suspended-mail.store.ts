import { DAY, SECOND } from '../kernel/clock.ts';
import { sortableId } from '../kernel/ids.ts';
import { SUSPENDED_MAIL_PARTITION, suspendedMailKey } from '../platform/table/keys.ts';
import { EXPIRY } from '../platform/table/schema.ts';
import type { Table } from '../platform/table/table.ts';
import { markerWrite } from './inbound-mail.store.ts';
import type { SuspendedMail } from './suspension.ts';

/** How long a mail that was set aside waits for somebody. The raw mail stays in the bucket for longer. */
const KEPT = 14 * DAY;

/** Sets a mail aside, once: throws ConditionFailed when the same mail was here before. */
export async function suspendMail(table: Table, mail: SuspendedMail, fingerprint: string): Promise<void> {
  await table.transact([
    markerWrite(fingerprint, null, mail.created_at),
    {
      put: {
        ...suspendedMailKey(mail.id),
        entity: 'suspended_mail',
        gsi1pk: SUSPENDED_MAIL_PARTITION,
        gsi1sk: sortableId(mail.id),
        ...mail,
        // Names the marker, which has to go before the mail can be taken in again.
        fingerprint,
        [EXPIRY]: Math.ceil((mail.created_at + KEPT) / SECOND),
      },
    },
  ]);
}
