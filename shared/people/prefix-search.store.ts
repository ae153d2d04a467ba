import { prefixPartition } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { queryAll } from './list-ids.store.ts';
import { firstCharacter } from './text-rules.ts';
import { prefixText } from './user-items.store.ts';

/**
 * Ids of records whose name or address begins with a text, in order of that text, `limit` at most. An e-mail address
 * leads to its person. The text must be normalised as the index is.
 */
export async function findByPrefix(
  table: Table,
  of: 'user' | 'organization' | 'email',
  text: string,
  limit: number,
): Promise<number[]> {
  const startsWith = prefixText(text);
  if (startsWith === '') return [];
  const partition = prefixPartition(of, firstCharacter(startsWith));
  const items = await queryAll(table, { index: 'gsi2', partition, startsWith }, limit);
  return items.map((item) => Number(String(item['gsi2sk']).split('#').at(-1)));
}
