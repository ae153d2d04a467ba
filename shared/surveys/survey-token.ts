import { createHmac, timingSafeEqual } from 'node:crypto';
import { DAY, type Instant } from '../kernel/clock.ts';

/** How long the links of a survey work. */
export const SURVEY_VALID = 30 * DAY;

/** What a token allows its holder: to rate one resolution of one ticket until it expires, and nothing else. */
export interface SurveyClaim {
  readonly ticketId: number;
  readonly resolution: number;
  readonly expires: Instant;
}

/** The token of a survey: part of its links, signed with the deployment's link key. */
export function surveyToken(linkKey: string, claim: SurveyClaim): string {
  const signed = [claim.ticketId, claim.resolution, claim.expires].map((part) => part.toString(36)).join('.');
  return `${signed}.${signature(linkKey, signed).toString('base64url')}`;
}

/** What a token allows, or undefined when it is forged or damaged. `keys`: the current and previous ones. */
export function readSurveyToken(token: string, keys: readonly (string | undefined)[]): SurveyClaim | undefined {
  const [, signed, ticket, resolution, expires, mac] =
    /^(([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([0-9a-z]{1,11}))\.([\w-]{43})$/.exec(token) ?? [];
  if (!signed || !ticket || !resolution || !expires || !mac) return undefined;
  const given = Buffer.from(mac, 'base64url');
  if (!keys.some((key) => key !== undefined && timingSafeEqual(given, signature(key, signed)))) return undefined;
  const [ticketId, number, until] = [ticket, resolution, expires].map((part) => Number.parseInt(part, 36));
  return { ticketId: ticketId ?? 0, resolution: number ?? 0, expires: until ?? 0 };
}

/** The two links of a survey mail. Fetching one only shows a page; a person's answer there is what counts. */
export function surveyLinks(publicUrl: string, token: string): { good: string; bad: string } {
  const link = (score: string) => `${publicUrl}/survey/${token}?score=${score}`;
  return { good: link('good'), bad: link('bad') };
}

/** The key signs other links too: the first line keeps one kind from passing for another. */
function signature(key: string, signed: string): Buffer {
  return createHmac('sha256', key).update(`survey\n${signed}`).digest();
}
