import { type Instant, MINUTE } from '../../shared/kernel/clock.ts';
import { languageName } from '../../shared/platform/i18n/language-name.ts';
import { text } from '../../shared/platform/i18n/text.ts';
import { openCounter } from '../../shared/routing/availability.ts';
import type { Pair } from '../../shared/routing/match.ts';
import type { WaitingTicket } from '../../shared/routing/waiting-list.store.ts';

/** Why this agent got this ticket, in words for agents. */
export function claimReason({ waiting, agent, able }: Pair<WaitingTicket>, now: Instant, locale: string): string {
  const { channel, language, skills } = waiting.need;
  return [
    text(locale, able > 1 ? 'routing.reason.fewest' : 'routing.reason.room', {
      able,
      open: agent[openCounter(channel)],
      capacity: agent.capacity[channel],
    }),
    text(locale, 'routing.reason.language', { language: languageName(language, locale) }),
    ...(skills.length > 0 ? [text(locale, 'routing.reason.skills', { skills: skills.join(', ') })] : []),
    ...(waiting.tier === 'vip' ? [text(locale, 'routing.reason.vip')] : []),
    text(locale, 'routing.reason.waited', { minutes: Math.max(0, Math.floor((now - waiting.since) / MINUTE)) }),
  ].join(' ');
}
