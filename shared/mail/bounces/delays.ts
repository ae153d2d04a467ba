/** What a server says that has not given up yet. */
const STILL_TRYING =
  /(?:\b(?:will|shall|to) (?:keep(?: on)?|continue|go on) (?:to )?(?:try|attempt|retry|deliver)|(?:been|is|was) postponed|\bwill be re-?(?:tried|attempted|sent)|(?:going|due|scheduled|queued) to be re-?(?:tried|attempted|sent)|\bwill (?:re-?try|try again|attempt|continue for)|attempts? (?:to deliver [^.]{0,60})?will continue|still (?:being|trying|attempting|queued|in the queue|undelivered)|(?:has|have|been|is|was|being|message|delivery|delivered|mail) (?:been |temporarily )?delayed|delivery[ -]delay|delayed (?:mail|delivery|message)|delay(?:ed)? (?:notification|warning|notice|reason)|not been delivered yet|has not yet been|not yet (?:been )?delivered|delivered yet|(?:do not|don['’]t) need to re-?send|will be deleted in (?:several|\d+) (?:days|hours) if|warning message only|could not send (?:message|mail|your message) for (?:the )?past|undelivered after \d|this is (?:just |only )?a warning|retry(?:ing)? (?:for|until)|message (?:is )?(?:temporarily )?deferred|temporarily delayed|延迟|延遲|将继续|會繼續|继续尝试|繼續嘗試|尚未送达|尚未投递|遅延|遅れて|再送(?:信)?を|引き続き|지연|계속 시도|verzögert|verspätet|weiterhin versuch|retardé|retard de|retrasad|retraso|se seguirá intentando|seguirá intent|atrasad|continuar(?:á|emos) tentando|ritardat|in ritardo|задерж|отложен|будут? (?:повтор|продолж)|vertraagd|vertraging|noch nicht (?:zugestellt|ausgeliefert|übermittelt)|n['’]a pas encore|pas encore (?:été )?(?:remis|délivr|distribu)|nouvelles tentatives|todavía no|aún no|demorad|ainda não|não foi ainda|continuarem|non è ancora|ancora stat|tentativi (?:continu|prosegu)|nog niet|blijven proberen|wordt nog|nog \\d+ \\w+ geprobeerd|ещ[её] не (?:доставл|удал)|попытк\\w+ доставки (?:буд|продолж)|продолжа|ще не доставл|jeszcze (?:nie )?|próby będą|kolejne próby|opóźni|zatím ne|dosud ne|pokoušet|zatiaľ ne|zpožd|opožd|késik|késedelm|tovább próbál|încă nu|întârzi|henüz|tekrar dene|denemeye devam|gecik|ännu inte|nya försök|försenad|endnu ikke|forsøgt igen|nye forsøg|ennå ikke|enda ikke|forsinket|vielä toimitet|ei ole vielä|yritetään uudelleen|viivästy|δεν έχει ακόμη|καθυστέρ|暂时未能|暂未|暫時|まだ|再度(?:送信|配送)を試|아직|재시도)/iu;
/** What takes it back, or says that it is over. */
const OVER =
  /(?:will not (?:be )?(?:re-?tr|try)|won['’]t (?:be )?(?:re-?tr|try)|\bno (?:further|more) (?:delivery )?(?:attempt|retr|action(?! (?:is )?(?:required|needed|necessary)))|not be re-?tried|not (?:going to )?(?:try|retry|attempt)|without further|(?:is|are|has|been) (?:a )?permanent|permanent (?:error|failure|fatal)|permanently|(?<!non[- ])fatal error|given up|giving up|gave up|\b(?:is|are|was|were|been|being) (?:being )?returned\b|will be (?:deleted|removed) from|has been (?:removed|deleted|returned) (?:from|to))/iu;
/** What says that nobody will try again: for the very error, or for the time that it took. */
const GIVEN_UP =
  /(?:\b(?:permanent|fatal|unrecoverable)(?: fatal)?(?: delivery)? (?:error|failure)|(?<!non[- ])fatal (?:delivery )?error|permanently (?:failed|undeliverable|rejected)|\b(?:given|giving|gave) up\b(?! on [\w.[\]]+)|no (?:further|more) (?:delivery )?(?:attempts?|retr(?:y|ies))|(?:will|going to|shall) not (?:be )?(?:re-?tr|try)|not going to try|(?:won['’]t) (?:be )?(?:re-?tr|try)|retry time ?(?:out exceeded|not reached for any host after)|after a long failure period|failing for a long time|(?:too long|expired) (?:in|on) (?:the |our )?(?:mail )?queue|in (?:the )?queue too long|queue(?:d for)? too long|(?:message|mail|delivery|delivery time|queue time|delivery attempts?)(?: has| have)? expired|(?:has been|was|been|is|will be) (?:removed|deleted|returned|expired) (?:from|to you|after)|returned to you|(?:send|deliver) (?:your )?(?:message|mail) (?:for|within|in) (?:the )?(?:last |past )?\d+ (?:day|week)|(?:could not|couldn['’]t|can(?:no|['’])t|unable to|not|undeliver(?:ed|able)) (?:be |been )?(?:deliver(?:ed|y)? |sent )?(?:for|within|in|after)(?: the (?:last|past))? (?:\d+ ?(?:day|attempt|week|tr)|\d{2,3} ?hours)|failed (?:after )?\d+ attempts|(?:after|within) (?:the )?(?:maximum|allowed|configured) (?:number of |queue )?(?:attempts|retries|period|time)|allowed queue period|max(?:imum)? (?:number of )?(?:retries|attempts)|too many retries|dauerhafte?r? fehler|(?:endgültig|permanent) (?:nicht|unzustellbar|fehlgeschlagen)|aufgegeben|erreur (?:permanente|définitive|fatale)|échec définitif|error permanente|fallo permanente|erro permanente|errore permanente|definitivamente|постоянная ошибка|окончательн|永久(?:失败|失敗|性|错误|錯誤)|放弃投递|不再(?:尝试|重试|投递)|恒久的|配信を(?:中止|断念)|영구(?:적| ?실패)|blijvende fout|trwały błąd)/iu;
/** What outweighs a code of a failure for good elsewhere in the text. */
const SURELY_TRYING =
  /\bwill (?:keep|continue|go on|re-?try|try again)|need to re-?send|still being re-?tried|warning message only|(?:only|just) a warning|has not yet been|not been delivered yet/i;

/** The same in a subject, where a word is enough. */
const SUBJECT =
  /(?:\bdelay|\bwarning\b|still being retried|not yet|deferred|temporar|will retry|延迟|延遲|遅延|지연|verzöger|verspät|retard|retras|atras|ritard|задерж|отлож|vertrag)/iu;

/** Whether a bounce only says that the mail is late: its server goes on trying. What it quotes of others says nothing. */
export function isDelayNotice(subject: string, lines: readonly string[]): boolean {
  const own = lines.filter((line) => !/\b[45]\d\d\b|\b[45]\.\d\.\d/.test(line)).join(' ');
  if (STILL_TRYING.test(own)) return !OVER.test(own) && (SURELY_TRYING.test(own) || !FAILED.test(lines.join(' ')));
  return SUBJECT.test(subject) && !OVER.test(own) && /\b(?:4\.\d\.\d|4[0-7]\d)\b/.test(lines.join(' '));
}
const FAILED = /(?<![\w.])(?:5\.\d\.\d{1,3}|55[0-4])(?![\w.])/;

/** Whether a server says that it has given up: what was temporary then stays undone. Its headings are there whatever it says. */
export function hasGivenUp(lines: readonly string[]): boolean {
  const said = lines.filter((line) => !/^\s*-{3}/.test(line));
  return GIVEN_UP.test(said.join(' ').replace(/\s+/g, ' '));
}
