import { speaksAsOne } from './silence.ts';

/** Subjects of those who first want to know whether a person wrote. */
const SUBJECTS =
  /^\W*(?:please confirm (?:your|the|this) (?:message|e-?mail|mail|delivery)|confirm your (?:message|e-?mail) (?:to|delivery)|(?:your )?(?:e-?mail|message) (?:to .{1,80} )?requires (?:verification|confirmation)|(?:e-?mail|sender|message) (?:address )?verification (?:required|request)|verify your (?:message|e-?mail) to|action required to deliver|challenge: |\[?spam ?arrest|requires approval:|automatic sender verification|please confirm (?:\(|delivery of)|confirmation (?:needed|required|requested) for|.{0,100}(?:\(verification required\)|\[confirm\]|\(confirm#?\w*\)|awaits? moderator approval)|confirm [0-9a-f]{20,}\W*$|bitte bestätigen sie (?:ihre|die|diese) (?:nachricht|e-?mail|absender)|(?:merci de )?confirme[zr] (?:votre|l['’]envoi)|(?:anti-?spam\b.{0,30})?confirma(?:ção|ción) (?:necess|neces|requer|de env)|anti-?spam ?(?:uol|:)|confirme (?:su|el envío|o envio|sua)|(?:请|請)(?:确认|確認)您的(?:邮件|郵件)|送信確認のお願い|подтвердите (?:отправку|ваше (?:письмо|сообщение)))/iu;
/** What their texts say: that the mail waits, and how it gets on. People use the same subjects. */
const ASKS_FOR_PROOF =
  /https?:|click|link below|\b(?:held|quarantined?|pending|spam|junk|approved?|whitelist|allow(?:ed)? (?:list|senders?))\b|repl(?:y|ying) to this|verif(?:y|ied|ication)|to (?:release|deliver|confirm)|deliver(?:ed|y)? your|zurückgehalten|antworten sie auf diese|en attente|cliquez|retid[ao]|reten|clicando|haga clic|暂存|暫存|点击|點擊|クリック|задержан|перейдите/iu;
/** What nobody says of a mail but a program that keeps it. */
const KEPT =
  /your (?:e-?mail|message|mail)\b[^.!?\n]{0,120}\b(?:(?:is|has been|was) (?:being )?(?:held|queued|quarantined|kept)|on hold until)|(?:it|message) is (?:being held|on hold) (?:because|until|pending)|only (?:accept|allow|receive)s? (?:incoming )?(?:e-?mails?|messages?|mail) (?:only )?from (?:senders|people|addresses)|allow incoming (?:messages|mail|e-?mails?) only from senders|before (?:i|we|he|she|they) can (?:read|receive|see) (?:it|your)|(?:confirm|verify|prove) that you (?:are (?:a (?:real )?(?:person|human)|not a spammer|the sender|its sender)|(?:really )?sent this)|(?:your|this) (?:address|e-?mail) (?:has not been verified|is not (?:yet )?(?:on|in) (?:my|our|the) (?:list|white ?list|approved))|ihre (?:nachricht|e-?mail) (?:wurde|wird) zurückgehalten|votre message est (?:en attente|retenu)|sua mensagem (?:está|foi) retida|su mensaje (?:está|ha sido) retenid|(?:您|你)的(?:邮件|郵件)已?被?(?:暂存|暫存|扣留)/iu;
const GETS_ON =
  /repl(?:y|ying) to (?:this|the)|(?:click|follow|visit|use)[^.\n]{0,40}\b(?:link|below|here|address)|request form|(?:empty|blank) (?:message|e-?mail|mail) to|answering this|as soon as you confirm|to release (?:your|it|the)|antworten sie auf diese|cliquez|clicando|haga clic|点击|點擊|https?:\/\//iu;

/** Whether a mail asks its receiver to prove to be a person, so that theirs gets on: by its subject, or by what it says. */
export function isChallenge(subject: string, beginning: string): boolean {
  // Somebody who shows such a mail, or was asked by one, speaks of themselves; programs do so where they say who is kept out.
  if (SUBJECTS.test(subject) && ASKS_FOR_PROOF.test(beginning) && !speaksAsOne(beginning)) return true;
  return KEPT.test(beginning) && GETS_ON.test(beginning);
}
