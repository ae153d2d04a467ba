const ENHANCED = /(?<![\w.])([45]\.\d\.\d{1,3})(?![\w]|\.\d)/g;
const REPLY = /(?<![\w.@/-])([45][0-7]\d)(?=$|[\s\-#:;,)\]"'<_|]|\.(?:\s|$))/g;
/** Before a number that is no code: versions, sizes, spans of time. */
const NO_CODE_BEFORE =
  /(?:\bversion:?|\bver\.?|\brelease|\bexim|\bpostfix|\bsendmail|\bpowermta|\bmailenable|\bimail|\bv|\bsize(?: of| is|=|:)?|\bport|\bline|\bafter|\bpast|\blast|\bthan|\bof|\bwithin|\bmaximum|\blimit(?: of| is|=|:)?|\bid:?|\bat|\btop)[ ]*$/i;
const NO_REPLY_BEHIND =
  /^[ ]*(?:bytes?|b|kb|k|kbytes?|kilobytes|mb|m|hours?|hrs?|h|minutes?|mins?|days?|seconds?|secs?|s|lines?|messages?|mails|attempts?|recipients?|times|characters|users|errors)\b/i;
const BEFORE = 24;

/** The enhanced status codes (RFC 3463) of failures in a text, in its order. */
export function enhancedCodes(text: string): string[] {
  const codes = [...text.matchAll(ENHANCED)].filter((match) => !followsNoCode(text, match.index));
  return [...new Set(codes.flatMap((match) => match[1] ?? []))];
}

/** The first SMTP reply code (RFC 5321) of a failure in a text. */
export function replyCode(text: string): string | undefined {
  for (const match of text.matchAll(REPLY)) {
    const behind = text.slice(match.index + 3, match.index + 3 + BEFORE);
    if (!followsNoCode(text, match.index) && !NO_REPLY_BEHIND.test(behind)) return match[1];
  }
  return undefined;
}

function followsNoCode(text: string, at: number): boolean {
  return NO_CODE_BEFORE.test(text.slice(Math.max(0, at - BEFORE), at));
}

/** How much a status says: 0 for `5.0.0`, 1 for one without detail, 2 for one with. */
export function exactness(status: string): 0 | 1 | 2 {
  if (/^\d\.0\.0$/.test(status)) return 0;
  return status.endsWith('.0') ? 1 : 2;
}

/** Of several codes the first that says most; what only delays is temporary, what failed in the end is rather not. */
export function bestCode(codes: readonly string[], isDelayed: boolean): string | undefined {
  const ofClass = codes.filter((code) => code.startsWith(isDelayed ? '4' : '5'));
  let best: string | undefined;
  for (const code of ofClass.length > 0 ? ofClass : codes) {
    if (best === undefined || exactness(code) > exactness(best)) best = code;
  }
  return best;
}

/**
 * What an SMTP reply means where a server gives no enhanced code and its words say nothing either (RFC 5321 section
 * 4.2.3, and the pairs of RFC 5248). 550 and 554 stand for anything, so they stay general.
 */
const BY_REPLY: Readonly<Record<string, string>> = {
  '421': '4.3.2',
  '422': '4.2.2',
  '431': '4.3.1',
  '432': '4.3.2',
  '441': '4.4.1',
  '442': '4.4.2',
  '446': '4.4.6',
  '447': '4.4.7',
  '450': '4.2.0',
  '451': '4.3.0',
  '452': '4.3.1',
  '453': '4.3.2',
  '454': '4.7.0',
  '471': '4.7.1',
  '500': '5.5.2',
  '501': '5.5.4',
  '502': '5.5.1',
  '503': '5.5.1',
  '504': '5.5.4',
  '510': '5.1.3',
  '511': '5.1.1',
  '512': '5.1.2',
  '521': '5.3.2',
  '523': '5.2.3',
  '530': '5.7.0',
  '535': '5.7.8',
  '541': '5.7.1',
  '551': '5.1.6',
  '552': '5.2.2',
  '553': '5.1.3',
  '555': '5.5.4',
  '556': '5.1.10',
  '571': '5.7.1',
};

/** The status for an SMTP reply that came without one. */
export function statusOfReply(reply: string): string {
  return BY_REPLY[reply] ?? `${reply.charAt(0)}.0.0`;
}

/**
 * Whether words that stand for a status say by themselves that the failure passes: a server that is short of something, or
 * wants to be asked again. A host that cannot be reached may never be, and whoever gives the mail back has waited.
 */
export function isForNow(status: string): boolean {
  return /^4\.(?:3|7)\./.test(status);
}
