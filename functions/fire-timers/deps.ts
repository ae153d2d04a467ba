import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { SendMessages } from '../../shared/platform/messaging/sqs.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { SecretSource } from '../../shared/platform/secrets.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { RulesSource } from '../../shared/sla/sla-rules.store.ts';
import type { ChangeContext } from '../../shared/tickets/change-ticket.ts';
import { via } from '../../shared/tickets/ticket.ts';
import type { Timer } from '../../shared/timers/timer.ts';

/** What the use cases of due timers depend on. */
export interface TimerDeps {
  readonly table: Table;
  /** The bucket of attachments. */
  readonly files: Objects;
  readonly now: Clock;
  readonly newId: NewId;
  readonly sendMessages: SendMessages;
  /** URL of this function's own queue. */
  readonly timerQueue: string;
  /** Policies, schedules and steps of escalations. */
  readonly rules: RulesSource;
  readonly secrets: SecretSource;
  readonly publicUrl: string;
  /** Language of what agents read when it is written for all of them. */
  readonly defaultLocale: string;
  /** Milliseconds from solving to closing. */
  readonly closeAfter: number;
}

/** Acts on a timer that is due, if the state it was set for is still the same. */
export type TimerUse = (timer: Timer, deps: TimerDeps) => Promise<void>;

/** A change that the system makes by itself, with its reason in words for agents. */
export function bySystem(reason: string, deps: TimerDeps): ChangeContext {
  const { now, newId, closeAfter } = deps;
  return { now: now(), newId, closeAfter, actor: { kind: 'system', reason }, via: via('system') };
}
