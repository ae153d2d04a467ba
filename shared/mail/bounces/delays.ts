/** What a server says that has not given up yet. */
const STILL_TRYING =
  /(?:\bwill (?:keep|continue) (?:to )?(?:try|attempt|retry)|\b(?:will|to) be re-?(?:tried|attempted|sent)|\bwill (?:re-?try|try again|attempt|continue for)|attempts? (?:to deliver [^.]{0,60})?will continue|still (?:being|trying|attempting|queued|in the queue|undelivered)|(?:has|have|been|is|was|being|message|delivery|delivered|mail) (?:been |temporarily )?delayed|delivery[ -]delay|delayed (?:mail|delivery|message)|delay(?:ed)? (?:notification|warning|notice|reason)|not been delivered yet|has not yet been|not yet (?:been )?delivered|delivered yet|(?:do not|don['’]t) need to re-?send|warning message only|could not send (?:message|mail|your message) for (?:the )?past|undelivered after \d|this is (?:just |only )?a warning|retry(?:ing)? (?:for|until)|message (?:is )?(?:temporarily )?deferred|temporarily delayed|延迟|延遲|将继续|會繼續|继续尝试|繼續嘗試|尚未送达|尚未投递|遅延|遅れて|再送(?:信)?を|引き続き|지연|계속 시도|verzögert|verspätet|weiterhin versuch|retardé|retard de|retrasad|retraso|se seguirá intentando|seguirá intent|atrasad|continuar(?:á|emos) tentando|ritardat|in ritardo|задерж|отложен|будут? (?:повтор|продолж)|vertraagd|vertraging)/iu;
/** What takes it back, or says that it is over. */
const OVER =
  /(?:will not (?:be )?(?:re-?tr|try)|won['’]t (?:be )?(?:re-?tr|try)|\bno (?:further|more) (?:delivery )?(?:attempt|retr|action)|not be re-?tried|not (?:going to )?(?:try|retry|attempt)|without further|(?:is|are|has|been) (?:a )?permanent|permanent (?:error|failure|fatal)|permanently|fatal error|given up|giving up|gave up|will be (?:deleted|removed) from|has been (?:removed|deleted|returned) (?:from|to))/iu;
/** The same in a subject, where a word is enough. */
const SUBJECT =
  /(?:\bdelay|\bwarning\b|still being retried|not yet|deferred|temporar|will retry|延迟|延遲|遅延|지연|verzöger|verspät|retard|retras|atras|ritard|задерж|отлож|vertrag)/iu;

/** Whether a bounce only says that the mail is late: its server goes on trying. What it quotes of others says nothing. */
export function isDelayNotice(subject: string, lines: readonly string[]): boolean {
  const own = lines.filter((line) => !/\b[45]\d\d\b|\b[45]\.\d\.\d/.test(line)).join(' ');
  if (STILL_TRYING.test(own)) return !OVER.test(own);
  return SUBJECT.test(subject) && !OVER.test(own) && /\b(?:4\.\d\.\d|4[0-7]\d)\b/.test(lines.join(' '));
}
