import type { Instant } from '../../kernel/clock.ts';

/** Names that clients of this API use for time zones (those of Rails), where people are who write to an exchange. */
const NAMED: Readonly<Record<string, string>> = {
  Beijing: 'Asia/Shanghai',
  Chongqing: 'Asia/Shanghai',
  Urumqi: 'Asia/Shanghai',
  'Hong Kong': 'Asia/Hong_Kong',
  Taipei: 'Asia/Taipei',
  Singapore: 'Asia/Singapore',
  'Kuala Lumpur': 'Asia/Kuala_Lumpur',
  Tokyo: 'Asia/Tokyo',
  Osaka: 'Asia/Tokyo',
  Seoul: 'Asia/Seoul',
  Bangkok: 'Asia/Bangkok',
  Hanoi: 'Asia/Bangkok',
  Jakarta: 'Asia/Jakarta',
  Mumbai: 'Asia/Kolkata',
  'New Delhi': 'Asia/Kolkata',
  'Abu Dhabi': 'Asia/Dubai',
  Istanbul: 'Europe/Istanbul',
  Moscow: 'Europe/Moscow',
  Kyiv: 'Europe/Kyiv',
  Athens: 'Europe/Athens',
  Berlin: 'Europe/Berlin',
  Bern: 'Europe/Zurich',
  Zurich: 'Europe/Zurich',
  Madrid: 'Europe/Madrid',
  Paris: 'Europe/Paris',
  Rome: 'Europe/Rome',
  Warsaw: 'Europe/Warsaw',
  Lisbon: 'Europe/Lisbon',
  London: 'Europe/London',
  Dublin: 'Europe/Dublin',
  Lagos: 'Africa/Lagos',
  'West Central Africa': 'Africa/Lagos',
  Nairobi: 'Africa/Nairobi',
  Brasilia: 'America/Sao_Paulo',
  'Buenos Aires': 'America/Argentina/Buenos_Aires',
  'Eastern Time (US & Canada)': 'America/New_York',
  'Central Time (US & Canada)': 'America/Chicago',
  'Mountain Time (US & Canada)': 'America/Denver',
  'Pacific Time (US & Canada)': 'America/Los_Angeles',
  'Mexico City': 'America/Mexico_City',
  Sydney: 'Australia/Sydney',
  Auckland: 'Pacific/Auckland',
};

/** Day, month by name, and the 24 hours: nothing that readers of two countries understand in two ways. */
const WRITTEN: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'shortOffset',
};

/** An instant as a reader's own calendar and clock say it, with how far that clock is from UTC. */
export function momentText(at: Instant, locale: string, timeZone: string): string {
  const format = formatter(locale, NAMED[timeZone] ?? timeZone) ?? formatter(locale, 'UTC');
  const written = format?.format(at) ?? '';
  return written
    .replace('GMT', 'UTC')
    .replace(/UTC\+0(?![\d:])/, 'UTC')
    .replace(/[\u202f\u00a0]/g, ' ');
}

/** Undefined for a time zone that nobody knows: people may write there what they like. */
function formatter(locale: string, timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...WRITTEN, timeZone });
  } catch {
    return undefined;
  }
}
