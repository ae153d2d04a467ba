import assets from '../vocabulary/assets.json' with { type: 'json' };
import networks from '../vocabulary/networks.json' with { type: 'json' };
import { type Finding, findings, type Source, type Taken } from './fact.ts';

const either = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length).join('|');
const SYMBOLS = assets.symbols.split(' ');
const NO_LETTER_BEFORE = '(?<![A-Za-z0-9])';
const NO_LETTER_AFTER = '(?![A-Za-z0-9])';

const PAIR_BASE = either(SYMBOLS);
const QUOTES = 'USDT|USDC|USD|FDUSD|BUSD|BTC|ETH|BNB|EUR|TRY|GBP|PERP';
const TAIL = '(?:-(?:SWAP|PERP|PERPETUAL|\\d{6}))?';
/** Any base in front of a stroke; without one, a base that we know. */
const PAIRS = new RegExp(
  `${NO_LETTER_BEFORE}(?:(?:${PAIR_BASE}|[A-Z0-9]{2,10})(?:\\s?/\\s?|-|_)(?:${QUOTES})${TAIL}|(?:1000)?(?:${PAIR_BASE})(?:USDT|USDC|USD|FDUSD|BUSD|PERP|(?<=ETH|SOL|BNB|XRP|LTC|ADA)BTC)${TAIL}(?:\\.P)?|(?<!\\d\\s?)(?:${PAIR_BASE})\\s(?:USDT|USDC)(?=\\s?(?:pair|perp|swap|futures|spot|market|chart|long|short|永续|合约|现货|交易对)))${NO_LETTER_AFTER}`,
  'gi',
);
const STANDARD = /^(trc|erc|bep|bsc)/i;

/** Markets: `BTC/USDT`, `BTCUSDT`, `ETH-PERP`. */
export function findPairs({ written }: Source, taken: Taken): readonly Finding[] {
  return findings(written, PAIRS).flatMap(({ start, end, match: [pair] }) => {
    const [base = '', quote] = pair.split(/\s?[/_-]\s?|\s/);
    const isOne = !STANDARD.test(base) && base.toUpperCase() !== quote?.toUpperCase() && !/^\d+$/.test(base);
    if (!isOne || !taken.isFree(start, end)) return [];
    taken.take({ start, end });
    return [{ start, end }];
  });
}

const TOKEN_STANDARDS = new RegExp(`(?<![a-z0-9])(?:${either(networks.standards)})(?![a-z0-9])`, 'g');
const NETWORKS = new RegExp(`(?<![a-z0-9])(?:${either(networks.networks)})(?![a-z0-9])`, 'g');
const CHAIN_NAMES = new RegExp(`(?<![a-z0-9])(?:${either(networks.chains)})(?![a-z0-9])`, 'g');
const ONLY_AS_NETWORK = either(networks.only_as_network);
const AS_NETWORK = new RegExp(
  `(?:(?<![a-z])(?:on|via|over|through|using|use|network|chain|from|to|is)(?:\\s*(?:is|was|the|[:：=]))*\\s+|(?:网络|公链|链|走|用|从|到|支持)(?:\\s*(?:选的?是?|用的?是?|是|为|的是|[:：=]))*\\s*)(?<value>${ONLY_AS_NETWORK})(?![a-z0-9])|(?<![a-z0-9])(?<before>${ONLY_AS_NETWORK})\\s?(?:network|chain|mainnet|blockchain|主网|网络|公链|链(?!接|上)|链上)`,
  'gd',
);

/** Where something travels: networks as they are named, and the chains among them. */
export function findNetworks(
  { folded }: Source,
  taken: Taken,
): { networks: readonly Finding[]; chains: readonly Finding[] } {
  const free = (found: readonly Finding[]) => found.filter(({ start, end }) => taken.isFree(start, end));
  const standards = free(findings(folded, TOKEN_STANDARDS));
  const asNetwork = findings(folded, AS_NETWORK).map(({ match, start, end }) => {
    const [from, to] = match.indices?.groups?.['value'] ?? match.indices?.groups?.['before'] ?? [start, end];
    return { start: from, end: to };
  });
  const named = free([...findings(folded, NETWORKS), ...asNetwork]);
  const chains = free([...findings(folded, CHAIN_NAMES), ...asNetwork]);
  for (const each of [...standards, ...named, ...chains]) taken.take(each);
  // Of two that begin together the longer one is its name.
  const inOrder = (all: readonly Finding[]) =>
    [...new Map(all.toSorted((a, b) => a.end - b.end).map(({ start, end }) => [start, { start, end }])).values()].sort(
      (a, b) => a.start - b.start,
    );
  return {
    networks: inOrder(standards.length > 0 ? standards : [...named, ...chains]),
    chains: inOrder(chains),
  };
}

const UPPER = new RegExp(`${NO_LETTER_BEFORE}\\$?(?<value>${either(SYMBOLS)})${NO_LETTER_AFTER}`, 'gd');
const LOWER = new RegExp(
  `(?<![a-z0-9.])(?:${either([...assets.in_lower_case.split(' '), ...assets.names])})(?![a-z0-9])`,
  'g',
);
const LABELLED =
  /(?:(?<![a-z])(?:asset|coin|token|currency|crypto)|币种|资产|代币)\s*(?:is|was|是|为|[:：=])\s*\$?(?<value>[a-z][a-z0-9]{1,9})(?![a-z0-9])/dg;

/** Coins that are named. Two letters that are also words count only where a label says what they are. */
export function findAssets({ written, folded }: Source, taken: Taken): readonly Finding[] {
  const labelled = findings(folded, LABELLED);
  const named = [...findings(written, UPPER), ...findings(folded, LOWER)].filter(
    ({ start, end, match: [name] }) => !AMBIGUOUS.has(name) && taken.isFree(start, end),
  );
  const all = [...labelled.filter(({ start, end }) => taken.isFree(start, end)), ...named].sort(
    (a, b) => a.start - b.start,
  );
  // What is written in capitals may be in both lists.
  return [...new Map(all.map(({ start, end }) => [start, { start, end }])).values()];
}

/** Symbols that are words or abbreviations at least as often. */
const AMBIGUOUS = new Set('AI ID W ONE AR ALT MASK FLOW HOT NOT SUN WIN MX GT HT MEME AXS'.split(' '));
