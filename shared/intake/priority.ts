import type { Category, Kind, Risk } from '../tickets/taxonomy/taxonomy.ts';
import { foldCharacters } from './folded-text.ts';
import table from './taxonomy/priority.json' with { type: 'json' };

export type Priority = 'low' | 'normal' | 'high' | 'urgent';

/** What priority is decided by. */
export interface Stakes {
  readonly kind: Kind;
  readonly category: Category;
  readonly risk: Risk;
  /** Sums that are spoken of, as they were written. */
  readonly amounts: readonly string[];
  readonly loud: boolean;
  /** Something was sent that gives others the customer's account or money. */
  readonly secrets: boolean;
  readonly tier?: 'normal' | 'vip';
  /** How many people have the same trouble, where known. */
  readonly people?: number;
  /** Whether a regulator or a police force writes itself. */
  readonly regulator?: boolean;
  /** Whether only a mail that is forwarded without a word tells of a danger. */
  readonly dangerOfOthers?: boolean;
}

/** One line of the table: what it takes, and how much is at stake how soon. */
interface Rule {
  readonly when: {
    readonly kind?: readonly string[];
    readonly category?: readonly string[];
    readonly risk?: readonly string[];
    readonly secrets?: boolean;
    readonly regulator?: boolean;
    readonly danger_of_others?: boolean;
    readonly large_amount?: boolean;
    readonly people?: number;
    readonly loud?: boolean;
  };
  readonly impact: number;
  readonly urgency: number;
  readonly why: string;
}

const LARGE: Readonly<Record<string, number>> = table.large_amounts;
const BY_IMPACT: Readonly<Record<string, Readonly<Record<string, string>>>> = table.by_impact_and_urgency;
const ORDER = table.order as readonly Priority[];

/** The priority by impact and urgency, and the names of the rules that gave it: the worst of each counts. */
export function priorityOf(stakes: Stakes): { readonly priority: Priority; readonly why: readonly string[] } {
  const rules = (table.rules as readonly Rule[]).filter((rule) => applies(rule, stakes));
  const impact = Math.max(1, ...rules.map((rule) => rule.impact));
  const urgency = Math.max(1, ...rules.map((rule) => rule.urgency));
  const decisive = rules.filter((rule) => rule.impact === impact || rule.urgency === urgency);
  const raised = stakes.tier === 'vip' ? table.vip_raises_by : 0;
  const at = ORDER.indexOf((BY_IMPACT[impact]?.[urgency] ?? 'normal') as Priority) + raised;
  return {
    priority: ORDER[Math.min(at, ORDER.length - 1)] ?? 'normal',
    why: [...new Set([...decisive.map((rule) => rule.why), ...(raised > 0 ? ['vip'] : [])])],
  };
}

function applies({ when }: Rule, stakes: Stakes): boolean {
  return (
    (when.kind?.includes(stakes.kind) ?? true) &&
    (when.category?.includes(stakes.category) ?? true) &&
    (when.risk?.includes(stakes.risk) ?? true) &&
    (!when.secrets || stakes.secrets) &&
    (!when.regulator || stakes.regulator === true) &&
    (!when.danger_of_others || stakes.dangerOfOthers === true) &&
    (!when.loud || stakes.loud) &&
    (when.people === undefined || (stakes.people ?? 0) >= when.people) &&
    (!when.large_amount || stakes.amounts.some(isLarge))
  );
}

const MULTIPLES: readonly (readonly [RegExp, number])[] = [
  [/(?<=\d\s?)k(?![a-z])|thousand|grand|千/, 1_000],
  [/(?<=\d\s?)m(?![a-z])|mil/, 1_000_000],
  [/百万/, 1_000_000],
  [/万/, 10_000],
  [/亿/, 100_000_000],
];

/** Whether a sum is large for what it is of. */
function isLarge(amount: string): boolean {
  const folded = foldCharacters(amount);
  const number = Number(/\d[\d,]*(?:\.\d+)?/.exec(folded)?.[0].replaceAll(',', '') ?? chineseDigits(folded));
  const multiple = MULTIPLES.find(([pattern]) => pattern.test(folded))?.[1] ?? 1;
  const unit = folded.replace(
    /[\d.,\s]+(?:k|m|mil\w*|thousand|grand)?(?![a-z])|[零〇一二两三四五六七八九十百千万亿半多几来个枚颗只]/g,
    '',
  );
  const enough = LARGE[unit.trim()] ?? LARGE[/^[^a-z]*[$€£]/.exec(unit)?.[0] ?? 'none'];
  return enough !== undefined && number * multiple >= enough;
}

function chineseDigits(text: string): number {
  const digit = '零一二三四五六七八九'.indexOf(/[一二三四五六七八九]/.exec(text.replace('两', '二'))?.[0] ?? '一');
  return /十/.test(text) ? digit * 10 : /百(?!万)/.test(text) ? digit * 100 : digit;
}
