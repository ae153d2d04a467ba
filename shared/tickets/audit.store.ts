import * as z from 'zod/mini';
import { sortableId } from '../kernel/ids.ts';
import { queryAll } from '../people/list-ids.store.ts';
import type { IdRange } from '../platform/http/paging.ts';
import { AUDIT_PREFIX, auditKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Query } from '../platform/table/table-input.ts';
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
  const items = await queryAll(table, auditQuery(ticketId, range), range.limit);
  return items.map((item) => z.parse(Audit, item));
}

function auditQuery(ticketId: number, { descending, beyond }: IdRange): Query {
  const { pk: partition } = auditKey(ticketId, 0);
  const consistent = { partition, descending, consistent: true };
  if (beyond === undefined) return { ...consistent, startsWith: AUDIT_PREFIX };
  const { sk } = auditKey(ticketId, beyond + (descending ? -1 : 1));
  return descending
    ? { ...consistent, from: AUDIT_PREFIX, to: sk }
    : { ...consistent, from: sk, to: `${AUDIT_PREFIX}${sortableId(Number.MAX_SAFE_INTEGER)}` };
}
