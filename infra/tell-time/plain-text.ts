import { timeZone } from '../../shared/sla/time-zone.ts';
import { offsetText } from './instants.ts';

/** How to show instants to people of a time zone: `Mon 2026-01-05 09:30`, with the offset where it is not the usual one. */
export function wallClock(zoneName: string, now: string): { show: (instant: string) => string; title: string } {
  const zone = timeZone(zoneName);
  const usual = zone?.offsetAt(Date.parse(now)) ?? 0;
  const show = (instant: string) => {
    const at = Date.parse(instant);
    const ahead = zone?.offsetAt(at) ?? 0;
    const wall = new Date(at + ahead);
    const text = wall.toISOString().slice(0, -1).replace('T', ' ').replace('.000', '').replace(/:00$/, '');
    return `${wall.toUTCString().slice(0, 3)} ${text}${ahead === usual ? '' : ` (${offsetText(ahead)})`}`;
  };
  return { show, title: `Times are those of ${zoneName} (${offsetText(usual)}).` };
}

/** `1 h 30 min`. */
export function durationText(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor((seconds % 3_600) / 60), 'min'],
    [Math.round((seconds % 60) * 1_000) / 1_000, 's'],
  ] as const;
  const shown = parts.filter(([size]) => size > 0).map(([size, unit]) => `${size} ${unit}`);
  return shown.length > 0 ? shown.join(' ') : '0 s';
}

/** What was read must not steer the terminal of whoever looks at it. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
