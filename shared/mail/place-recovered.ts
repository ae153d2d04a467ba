import type { Authentication } from './authentication.ts';
import { type Candidate, type KnownSender, type PlacedTicket, type Placement, placeMail } from './place-mail.ts';
import type { MailKind } from './verdict.ts';

/** What becomes of a mail that an agent has taken in although it was set aside. */
export interface RecoveredPlacement {
  readonly placement: Exclude<Placement, { do: 'suspend' }>;
  /** It joins a ticket that it could not have joined by itself: only the agent's judgement speaks for its sender. */
  readonly byJudgement: boolean;
}

/**
 * Decides where a recovered mail goes: by the rules for all mail, less the filters that set it aside. Where those rules
 * would set it aside again, or keep it from the ticket it is about, the agent's word puts it there: in public only what a
 * customer of that ticket wrote. Whoever claims to be one of us has proved nothing still, so their words are for us; so
 * are a machine's. Everything else opens a ticket, and a stranger learns nothing of another's.
 */
export function placeRecovered(
  kind: MailKind,
  candidates: readonly Candidate[],
  sender: KnownSender | undefined,
  authentication: Authentication,
  isForward: boolean,
): RecoveredPlacement {
  const known = sender && { ...sender, suspended: false };
  const usual = placeMail({ kind, reason: 'recovered' }, candidates, known, authentication, isForward);
  if (usual.do === 'comment' || (usual.do === 'open' && usual.followUpOf !== null) || isForward)
    return { placement: usual.do === 'suspend' ? OPEN : usual, byJudgement: false };
  const about = candidates.map(({ ticket, into }) => into ?? ticket).find(({ status }) => status !== 'closed');
  const isMachine = kind !== 'normal' && kind !== 'list';
  const isPublic = !isMachine && !sender?.isStaff;
  if (about && (!isPublic || (sender && isOn(about, sender.id))))
    return {
      placement: { do: 'comment', ticketId: about.id, public: isPublic, rule: 'recovered' },
      byJudgement: true,
    };
  return { placement: OPEN, byJudgement: false };
}

const OPEN = { do: 'open', followUpOf: null, rule: 'recovered' } as const;

function isOn({ is_public, requester_id, email_cc_ids }: PlacedTicket, id: number): boolean {
  return is_public && (requester_id === id || email_cc_ids.includes(id));
}
