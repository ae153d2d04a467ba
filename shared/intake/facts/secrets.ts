import { findings, type Source } from './fact.ts';

/** What nobody should send to a desk. */
export type SecretKind = 'seed_phrase' | 'private_key' | 'password' | 'one_time_code' | 'api_secret' | 'card_number';

/** Where a secret stands. Its text is not to be kept or repeated. */
export interface Secret {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
}

const IS = '(?:\\s*(?:is|was|are|=|是|为|叫|[:：#]))+\\s*["“「\']?';
/** Words of a seed are short, in lower case, and there are at least twelve of them in a row, perhaps numbered. */
const WORDS =
  /(?:(?:^|[\s,，;:：.、"“(（]))(?<value>(?:\d{1,2}[.):]\s*)?[a-z]{3,8}(?:[\s,，、;]+(?:\d{1,2}[.):]\s*)?[a-z]{3,8}){11,23})(?![a-z])/dg;
/** Words that sentences are made of and seeds never: they are not in the list that seeds are drawn from. */
const OF_SENTENCES =
  /^(?:the|and|was|were|has|have|had|for|with|but|not|are|been|they|them|what|when|where|which|why|how|who|did|does|don|from|his|her|him|its|our|out|could|should|there|their|these|those|please|because|into|than|then|says|said|tried|still|account|money|withdraw|deposit|email)$/;
/** Endings of words in sentences that hardly any word of that list has. */
const ENDS_LIKE_A_SENTENCE = /^(?!morning|evening|during|wedding|hundred|indeed|exceed|embed|speed).{2,}(?:ing|ed|ly)$/;
const KEYS = /(?<![0-9a-z])(?:0x)?[0-9a-f]{64}(?![0-9a-z])/g;
const KEY_BEFORE = /(?:private\s?key|priv\s?key|secret\s?key|私钥|密钥|priv)(?:(?!tx|hash|哈希|交易)[^\n]){0,30}$/;
const WALLET_KEYS =
  /(?<![0-9A-Za-z])(?:[5KL][1-9A-HJ-NP-Za-km-z]{50,51}|[xyz]prv[1-9A-HJ-NP-Za-km-z]{90,120})(?![0-9A-Za-z])/g;
const PASSWORDS = new RegExp(
  `(?:(?<![a-z])(?:password|passwd|pwd|pass ?code|passphrase)|密码|口令)(?:\\s?(?:of mine|for login))?${IS}(?<value>(?!(?:right|correct|wrong|not|the|a|an|my|reset|being|changed|invalid|incorrect|still|been|on|in|什么|对的|正确|错|没|不|被|多少|啥))[\\x21-\\x7e]{4,64})`,
  'gd',
);
const CODES =
  /(?:(?<![a-z])(?:2fa|otp|sms|verification|authenticator|security|one[ -]time|login|auth)\s?(?:code|password|pin)?|验证码|动态码|动态口令|谷歌码|短信码)(?:\s*(?:is|was|是|为|[:：#=]|收到的?是?|发的是))+\s*["“「']?(?<value>\d{3}[ -]?\d{3}|\d{4,8})(?!\d)/dg;
const API_SECRETS =
  /(?:api[\s_-]?secret|secret[\s_-]?key|secret|passphrase)\s*(?:is|是|为|[:：=])\s*["“'`]?(?<value>[A-Za-z0-9+/_=-]{16,128})/dgi;
const CARDS = /(?<![\dA-Za-z.])(?<value>[3-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{3,4})(?![\dA-Za-z])/dg;

/** Secrets in a text, so that nothing downstream reads or repeats them. */
export function findSecrets({ written, folded }: Source): readonly Secret[] {
  const found: Secret[] = [];
  const keep = (kind: SecretKind, start: number, end: number) => {
    if (!found.some((each) => start < each.end && end > each.start)) found.push({ kind, start, end });
  };
  for (const { start, end } of findings(folded, WORDS))
    for (const seed of seedsIn(folded.slice(start, end))) keep('seed_phrase', start + seed.start, start + seed.end);
  for (const { start, end } of findings(folded, KEYS))
    if (KEY_BEFORE.test(folded.slice(Math.max(0, start - 48), start))) keep('private_key', start, end);
  for (const { start, end } of findings(written, WALLET_KEYS)) keep('private_key', start, end);
  for (const { start, end } of findings(written, API_SECRETS)) keep('api_secret', start, end);
  for (const { start, end } of findings(folded, PASSWORDS)) keep('password', start, end);
  for (const { start, end } of findings(folded, CODES)) keep('one_time_code', start, end);
  for (const { start, end } of findings(written, CARDS))
    if (isCard(written.slice(start, end))) keep('card_number', start, end);
  return found.sort((a, b) => a.start - b.start);
}

/** A text with its secrets made unreadable, every other character in its place. */
export function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  return secrets.reduce(
    (rest, { start, end }) => rest.slice(0, start) + '\u0000'.repeat(end - start) + rest.slice(end),
    text,
  );
}

/** Stretches of twelve words or more that could be a seed, also where a sentence goes on behind them. */
function seedsIn(run: string): { start: number; end: number }[] {
  const seeds: { start: number; end: number }[] = [];
  let stretch: RegExpExecArray[] = [];
  const close = () => {
    const [first] = stretch;
    const last = stretch.at(-1);
    const inflected = stretch.filter(([word]) => ENDS_LIKE_A_SENTENCE.test(word)).length;
    if (first && last && stretch.length >= 12 && inflected <= 1)
      seeds.push({ start: first.index, end: last.index + last[0].length });
    stretch = [];
  };
  for (const word of run.matchAll(/[a-z]+/g)) {
    if (OF_SENTENCES.test(word[0])) close();
    else stretch.push(word);
  }
  close();
  return seeds;
}

/** Luhn's check. */
function isCard(number: string): boolean {
  const digits = [...number.replace(/\D/g, '')].reverse().map(Number);
  const sum = digits.reduce((total, digit, at) => {
    const value = at % 2 === 1 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits.length >= 15 && sum % 10 === 0;
}
