/** Something somebody wrote on a ticket, as a mail brings it. */
export interface Words {
  readonly author: string;
  readonly text: string;
  /** Safe HTML, or null where the text says all. */
  readonly html: string | null;
  readonly at: number;
}

/** What a template may speak of. */
export interface MailContent {
  readonly locale: string;
  readonly company: string;
  readonly ticketId: number;
  readonly ticketSubject: string;
  readonly recipientName: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The words the mail brings, and those they answer. */
  readonly words: Words | undefined;
  readonly answered: Words | undefined;
  /** Files that are too big to come along, each with a link. */
  readonly linkedFiles: readonly (readonly [name: string, url: string])[];
}
