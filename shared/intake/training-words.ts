import { cleanMessage, readFacts } from './facts/read-facts.ts';

/** Facts by which somebody, or somebody's money, could be found again; a model learns nothing from them. */
const PERSONAL = ['uid', 'tx_id', 'address', 'order_id'] as const;
const CONTACTS = /[\w.%+-]+@[\w-]+(\.[\w-]+)+|\+?\d[\d\s-]{7,}\d/g;

/** What a customer wrote, to be learned from: without secrets and without what tells who they are. */
export function trainingWords(given: { readonly subject: string; readonly text: string }) {
  const { message } = cleanMessage(given);
  const { all } = readFacts(message);
  const kept = { ...message };
  for (const { field, start, end } of PERSONAL.flatMap((name) => all[name] ?? []))
    kept[field] = `${kept[field].slice(0, start)}${'#'.repeat(end - start)}${kept[field].slice(end)}`;
  const bare = (text: string) => text.replace(/[#\0]+/g, '#').replace(CONTACTS, '#');
  return { subject: bare(kept.subject), text: bare(kept.text) };
}
