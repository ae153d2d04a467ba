import * as z from 'zod/mini';
import { queryAll } from '../people/list-ids.store.ts';
import type { IdRange } from '../platform/http/paging.ts';
import { AUDIT_PREFIX, auditKey } from '../platform/table/keys.ts';
import { prefixQuery } from '../platform/table/prefix-query.ts';
import type { Table } from '../platform/table/table.ts';
import { Audit } from './audit.ts';
import { isSame } from './audit-lines.ts';

/** One audit of a ticket. */
export async function getAudit(table: Table, ticketId: number, id: number): Promise<Audit | undefined> {
  const item = await table.get(auditKey(ticketId, id), { consistent: true });
  return item && z.parse(Audit, item);
}

/** Whether this very audit is there. Its id alone would not do: two writers can draw the same one in a millisecond. */
export async function isCommitted(table: Table, audit: Audit): Promise<boolean> {
  const found = await getAudit(table, audit.ticket_id, audit.id);
  return found !== undefined && isSame(found, z.parse(Audit, audit));
}

/** Audits of a ticket in order of time. */
export async function listAudits(table: Table, ticketId: number, range: IdRange): Promise<Audit[]> {
  const items = await queryAll(
    table,
    prefixQuery(AUDIT_PREFIX, (id) => auditKey(ticketId, id), range),
    range.limit,
  );
  return items.map((item) => z.parse(Audit, item));
}
