import { decodeBase58 } from './base58.ts';
import { type Finding, findings, type Source, type Taken } from './fact.ts';

const HASHES = /(?<![0-9a-zA-Z])(?:0x)?[0-9a-fA-F]{64}(?![0-9a-zA-Z])/g;
const SIGNATURES = /(?<![0-9a-zA-Z])[1-9A-HJ-NP-Za-km-z]{86,88}(?![0-9a-zA-Z])/g;
const TON_HASHES = /(?<![0-9a-zA-Z+/])[A-Za-z0-9+/_-]{43}=/g;
/** What is called a transaction but is too long, too short or abridged to be one. */
const CALLED_ONE =
  /(?:tx(?:n|id|hash)?|trans(?:action)?|hash|signature|哈希|交易(?:id|号)|流水)(?:\s*(?:id|hash|no\.?|number|值|是|为|is|was|of|=|[:：#（("“']))*\s*(?<value>(?:0x)?(?:[0-9a-f]{40,90}|[0-9a-f]{3,24}(?:\.{2,6}|…+|\*{2,8})[0-9a-f]{2,24}))(?![0-9a-z])/dg;
/** Words that say of which chain a hash is that looks the same on several. */
const CHAINS: readonly (readonly [RegExp, string])[] = [
  [/trc ?-?20|tron|波场|(?<![a-z])trx(?![a-z])/, 'tron'],
  [/(?<![a-z])(?:btc|bitcoin)(?![a-z])|比特币/, 'bitcoin'],
  [/(?<![a-z])(?:ltc|litecoin)(?![a-z])|莱特/, 'litecoin'],
  [/(?<![a-z])(?:doge|dogecoin)(?![a-z])|狗狗/, 'dogecoin'],
  [/(?<![a-z])(?:xrp|ripple)(?![a-z])|瑞波/, 'xrp'],
  [/(?<![a-z])(?:xlm|stellar)(?![a-z])/, 'stellar'],
  [/(?<![a-z])(?:ada|cardano)(?![a-z])/, 'cardano'],
  [/(?<![a-z])(?:xmr|monero)(?![a-z])/, 'monero'],
  [/(?<![a-z])(?:atom|cosmos)(?![a-z])/, 'cosmos'],
  [/(?<![a-z])(?:ton|toncoin)(?![a-z])/, 'ton'],
  [
    /erc ?-?20|bep ?-?20|ethereum|etherscan|以太坊|(?<![a-z])eth(?![a-z])|arbitrum|polygon|(?<![a-z])bsc(?![a-z])/,
    'evm',
  ],
];
const NEAR = 160;

/** Transaction ids, checked for the form of their chain. */
export function findTxIds({ written, folded }: Source, taken: Taken): readonly Finding[] {
  const found: Finding[] = [];
  const keep = (finding: Finding) => {
    if (!taken.isFree(finding.start, finding.end)) return;
    taken.take(finding);
    found.push(finding);
  };
  for (const { start, end, match } of findings(written, HASHES)) {
    const form = /^0x/i.test(match[0]) ? 'evm' : chainAround(folded, start, end);
    keep({ start, end, ...(form ? { form } : {}) });
  }
  for (const { start, end, match } of findings(written, SIGNATURES)) {
    const length = decodeBase58(match[0])?.length ?? 0;
    keep({ start, end, form: 'solana', ...(length === 64 ? {} : { flaw: 'checksum' }) });
  }
  for (const { start, end } of findings(written, TON_HASHES)) keep({ start, end, form: 'ton' });
  for (const { start, end } of findings(folded, CALLED_ONE)) keep({ start, end, flaw: 'incomplete' });
  return found.sort((a, b) => a.start - b.start);
}

/** The chain named nearest to a hash. */
function chainAround(text: string, start: number, end: number): string | undefined {
  const from = Math.max(0, start - NEAR);
  const around = `${text.slice(from, start)}${' '.repeat(end - start)}${text.slice(end, end + NEAR)}`;
  const near = CHAINS.flatMap(([pattern, chain]) => {
    const match = pattern.exec(around);
    return match ? [{ chain, distance: Math.abs(from + match.index - start) }] : [];
  });
  return near.sort((a, b) => a.distance - b.distance)[0]?.chain;
}
