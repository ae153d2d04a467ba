import type { Invariant } from './evidence.ts';

/** What a scan said of a file is on its record, whatever came twice, late or in another order. */
export const scansAreKept: Invariant = ({ items, comments }) => {
  const scans = new Map(
    items.filter((item) => item['entity'] === 'attachment').map((item) => [Number(item['id']), item['scan']]),
  );
  return comments
    .flatMap(({ attachments }) => attachments)
    .filter(({ id }) => scans.get(id) !== 'malware_not_found')
    .map(({ id }) => `file ${id} was scanned and is ${scans.get(id)}`);
};
