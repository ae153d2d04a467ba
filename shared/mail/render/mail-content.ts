import type { Instant } from '../../kernel/clock.ts';

/** Something somebody wrote on a ticket, as a mail brings it. */
export interface Words {
  readonly author: string;
  readonly text: string;
  /** Safe HTML, or null where the text says all. */
  readonly html: string | null;
  readonly at: Instant;
}

/** What a template may speak of. */
export interface MailContent {
  readonly locale: string;
  /** The reader's time zone, as they or their client named it. */
  readonly timeZone: string;
  readonly company: string;
  readonly ticketId: number;
  readonly ticketSubject: string;
  readonly recipientName: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The words the mail brings, and whether the ticket begins with them. */
  readonly words: Words | undefined;
  readonly isFirst: boolean;
  /** What the words answer and what that answered, newest first: only what the reader wrote, or got from us before. */
  readonly history: readonly Words[];
  /** Names of the files that came with the words, where the mail does not bring them. */
  readonly fileNames: readonly string[];
  /** Files that are too big to come along, each with a link. */
  readonly linkedFiles: readonly (readonly [name: string, url: string])[];
  /** Names of the files in which malware was found: they are left out. */
  readonly withheldFiles: readonly string[];
  /** Addresses of the others who get the same message. */
  readonly others: readonly string[];
}
