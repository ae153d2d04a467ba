import { decodeBase58, isBase58Check, isSs58 } from './base58.ts';
import { isBech32 } from './bech32.ts';
import { type Finding, findings, type Source, type Taken } from './fact.ts';
import { keccak256 } from './keccak.ts';

/** How addresses of a chain look, and how it is known that none of their letters is wrong. */
interface AddressForm {
  readonly form: string;
  readonly pattern: RegExp;
  readonly isSound: (address: string) => boolean;
  /** Words of the language could look like that: without a sound checksum it is none. */
  readonly onlySound?: boolean;
}

const B58 = '[1-9A-HJ-NP-Za-km-z]';
const EDGES = (body: string) => new RegExp(`(?<![A-Za-z0-9])(?:${body})(?![A-Za-z0-9])`, 'g');
const looksDrawn = (address: string) => /\d/.test(address) && /[a-z]/.test(address) && /[A-Z]/.test(address);

/** More special forms before those that they also are. */
const FORMS: readonly AddressForm[] = [
  { form: 'evm', pattern: EDGES('0x[0-9a-fA-F]{40}'), isSound: isEip55 },
  { form: 'bitcoin', pattern: EDGES('bc1[02-9ac-hj-np-z]{20,80}|BC1[02-9AC-HJ-NP-Z]{20,80}'), isSound: isBech32 },
  { form: 'litecoin', pattern: EDGES('ltc1[02-9ac-hj-np-z]{20,80}'), isSound: isBech32 },
  { form: 'cardano', pattern: EDGES('(?:addr|stake)1[02-9ac-hj-np-z]{40,110}'), isSound: isBech32 },
  {
    form: 'cosmos',
    pattern: EDGES(
      '(?:cosmos|osmo|celestia|inj|sei|kava|terra|juno|dydx|bnb|axelar|akash|noble)1[02-9ac-hj-np-z]{30,64}',
    ),
    isSound: isBech32,
  },
  { form: 'ton', pattern: /(?<![A-Za-z0-9_-])[EUk0]Q[A-Za-z0-9_-]{46}(?![A-Za-z0-9_-])/g, isSound: isTon },
  { form: 'monero', pattern: EDGES(`[48]${B58}{94}(?:${B58}{11})?`), isSound: looksDrawn },
  { form: 'tron', pattern: EDGES(`T${B58}{33}`), isSound: (address) => isBase58Check(address, [0x41]) },
  { form: 'dogecoin', pattern: EDGES(`D${B58}{33}`), isSound: (address) => isBase58Check(address, [0x1e]) },
  { form: 'litecoin', pattern: EDGES(`[LM]${B58}{32,33}`), isSound: (address) => isBase58Check(address, [0x30, 0x32]) },
  { form: 'bitcoin', pattern: EDGES(`[13]${B58}{25,34}`), isSound: (address) => isBase58Check(address, [0, 5]) },
  { form: 'xrp', pattern: EDGES(`r${B58}{24,34}`), isSound: (address) => isBase58Check(address, [0], 'ripple') },
  { form: 'stellar', pattern: EDGES('G[A-Z2-7]{55}'), isSound: looksDrawnInCapitals },
  { form: 'algorand', pattern: EDGES('[A-Z2-7]{58}'), isSound: looksDrawnInCapitals, onlySound: true },
  { form: 'polkadot', pattern: EDGES(`${B58}{46,48}`), isSound: isSs58, onlySound: true },
  {
    form: 'solana',
    pattern: EDGES(`${B58}{32,44}`),
    isSound: (address) => looksDrawn(address) && decodeBase58(address)?.length === 32,
    onlySound: true,
  },
];

/** An address that somebody abridged, where the words before it say what it is. */
const ABRIDGED =
  /(?:address|wallet|地址|钱包|to|到)\D{0,12}?(?<value>(?:0x|bc1|t|[13])[0-9a-z]{2,12}(?:\.{2,6}|…+|\*{2,8})[0-9a-z]{2,12})/dg;

/** Addresses of any chain we know. One whose checksum does not fit is found and marked: somebody mistyped it. */
export function findAddresses({ written, folded }: Source, taken: Taken): readonly Finding[] {
  const found: Finding[] = [];
  for (const { form, pattern, isSound, onlySound } of FORMS)
    for (const { start, end, match } of findings(written, pattern)) {
      const sound = isSound(match[0]);
      if (!taken.isFree(start, end) || (!sound && (onlySound || !looksLikeAddress(match[0])))) continue;
      const finding: Finding = { start, end, form, ...(sound ? {} : { flaw: 'checksum' }) };
      taken.take(finding);
      found.push(finding);
    }
  for (const { start, end } of findings(folded, ABRIDGED))
    if (taken.isFree(start, end)) {
      taken.take({ start, end });
      found.push({ start, end, flaw: 'incomplete' });
    }
  return found;
}

function looksLikeAddress(address: string): boolean {
  return /^(0x|[a-z]+1)/i.test(address) || (looksDrawn(address) && /\d.*\d/.test(address));
}

function looksDrawnInCapitals(address: string): boolean {
  return /\d.*\d.*\d/.test(address);
}

/** Capitals in an EVM address are its checksum; one without any has none. */
function isEip55(address: string): boolean {
  const hex = address.slice(2);
  const lower = hex.toLowerCase();
  if (hex === lower || hex === hex.toUpperCase()) return true;
  const hash = keccak256(lower);
  return [...lower].every((letter, at) => {
    const capital = Number.parseInt(hash.charAt(at), 16) >= 8;
    return hex.charAt(at) === (capital ? letter.toUpperCase() : letter);
  });
}

function isTon(address: string): boolean {
  const bytes = Buffer.from(address, 'base64url');
  if (bytes.length !== 36) return false;
  let sum = 0;
  for (const byte of bytes.subarray(0, 34)) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x8000 ? ((sum << 1) ^ 0x1021) & 0xffff : (sum << 1) & 0xffff;
  }
  return sum === bytes.readUInt16BE(34);
}
