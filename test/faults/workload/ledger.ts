import type { SuspensionCause } from '../../../shared/mail/suspension.ts';

/** What a client knows of something it asked for. `unknown`: no answer told, and looking did not help. */
export type Outcome = 'pending' | 'accepted' | 'refused' | 'unknown';

/** Words that somebody sent. The marker is in them and nowhere else. */
export interface Said {
  readonly marker: string;
  readonly by: string;
  readonly side: 'customer' | 'agent';
  readonly channel: 'mail' | 'api';
  readonly audience: 'public' | 'internal';
  /** A new ticket, or words on one. */
  readonly opens: boolean;
  /** Nobody's own words: an out-of-office answer. */
  readonly automatic: boolean;
  /** In another's name: it may open a ticket or wait for somebody to look, and touches nobody's. */
  readonly forged?: true;
  /** The causes for one of which it is set aside: it is nowhere until somebody recovers it. */
  readonly setAside?: readonly SuspensionCause[];
  /** The agent who passed it on, and the words they added. */
  readonly forwarded?: { readonly by: string; readonly note: string };
  outcome: Outcome;
  ticketId?: number;
  /** The delivery that it answers. */
  readonly answersDelivery?: string;
  /** A file that came with it, whole. */
  readonly file?: string;
}

/** A bulk request, by the job that was accepted for it. */
export interface BulkAsked {
  readonly markers: readonly string[];
  jobId?: string;
  outcome: Outcome;
}

/** Words that go with a merge. */
export interface MergeWords {
  readonly marker: string;
  readonly public: boolean;
}

/** Tickets that an agent wanted to go on in another one. */
export interface Merge {
  readonly into: number;
  readonly ids: readonly number[];
  readonly onTarget: MergeWords;
  /** On each that is merged. */
  readonly onSource: MergeWords;
  jobId?: string;
  outcome: Outcome;
}

/** What an agent wanted done with a mail that was set aside. */
export interface Reviewed {
  readonly suspendedId: number;
  readonly markers: readonly string[];
  readonly did: 'recover' | 'delete';
  /** The ticket that recovering it answered. */
  ticketId?: number;
  outcome: Outcome;
}

/** An answer to a survey. */
export interface Rated {
  readonly marker: string;
  readonly score: 'good' | 'bad';
  readonly deliveryId: string;
  outcome: Outcome;
}

/** All that clients did and were told: what the system has to answer for. */
export interface Ledger {
  readonly said: Said[];
  readonly bulk: BulkAsked[];
  readonly rated: Rated[];
  readonly merges: Merge[];
  readonly reviewed: Reviewed[];
  /** Tickets whose deletion was accepted, or may have been. */
  readonly deleted: { readonly ticketId: number; outcome: Outcome }[];
  /** A text of its own each time. */
  marker(): string;
}

export function ledger(): Ledger {
  let made = 0;
  return {
    said: [],
    bulk: [],
    rated: [],
    merges: [],
    reviewed: [],
    deleted: [],
    marker: () => `word-${String(++made).padStart(4, '0')}-end`,
  };
}

/** The markers in a text. */
export function markersIn(text: string): string[] {
  return text.match(/word-\d{4}-end/g) ?? [];
}
