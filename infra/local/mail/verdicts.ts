/** What SES says of each check of a mail. */
export type VerdictStatus = 'PASS' | 'FAIL' | 'GRAY';

/** What the checks of mail from an envelope domain say here; `*.` stands for the domain and everything under it. */
export type VerdictRule = readonly [domain: string, status: VerdictStatus];

/** Names under `.test` never exist (RFC 6761), so these can stand for forged and for unproven senders. */
export const DEFAULT_VERDICTS = '*.forged.test=FAIL,*.gray.test=GRAY';

/** Reads `domain=STATUS` pairs, separated by commas. */
export function verdictRules(text: string): VerdictRule[] {
  return text
    .split(',')
    .filter(Boolean)
    .map((pair): VerdictRule => {
      const [domain = '', status = ''] = pair.trim().split('=');
      if (!isStatus(status)) throw new Error(`MAIL_VERDICTS: "${pair}" is not <domain>=PASS, FAIL or GRAY`);
      return [domain.toLowerCase(), status];
    });
}

function isStatus(text: string): text is VerdictStatus {
  return text === 'PASS' || text === 'FAIL' || text === 'GRAY';
}

/**
 * The verdict on a mail, by the domain of its envelope sender and never by anything the sender wrote into it: the first
 * rule that fits, else PASS.
 */
export function verdictFor(envelopeFrom: string, rules: readonly VerdictRule[]): VerdictStatus {
  const domain = envelopeFrom.slice(envelopeFrom.lastIndexOf('@') + 1).toLowerCase();
  const rule = rules.find(([pattern]) =>
    pattern.startsWith('*.') ? domain === pattern.slice(2) || domain.endsWith(pattern.slice(1)) : domain === pattern,
  );
  return rule?.[1] ?? 'PASS';
}
