/** What automatic answers are called. */
const ANSWERS =
  /\bauto(?:matic|mated)?[ -]?(?:repl(?:y|ies)|responses?|responders?|answers?)\b|automatische[nrs]? (?:antwort|nachricht)|réponses? automatiques?|respuestas? automáticas?|respostas? automáticas?|rispost[ae] automatic|automatische? antwoord|automatiska? svar|automatyczn\p{L}+ odpowied|odpowied\p{L}+ automatyczn|automatick\p{L}+ odpov|автоответ|автоматическ\p{L}+ ответ|автоматичн\p{L}+ відпов|otomatik (?:yanıt|cevap)|(?:trả lời|phản hồi) tự động|balasan otomatis|自动回[复覆]|自動回[覆復]|自動返信|自動応答|자동 ?(?:회신|응답|답장)/iu;
/** What stands before such a name where a mail calls itself that. */
const ITSELF =
  /(?:(?<!\p{L})(?:this|it|diese?[rs]?|das|ceci|cet(?:te)?|est[ae]|quest[oa]|dit|deze|detta|dette|to|toto|tämä|bu|ez|ini|это|данн\p{L}+|це|đây)(?!\p{L})|thư này|[这這本此]|これは|このメール|이 ?메일)[^.!\n]{0,60}$/iu;
/** How a sentence goes on of which it is the first word. */
const GOES_ON = /^\p{L}{0,4}(?:ばかり|しか|だけ|[がはをで]|[만은이가뿐])/u;

/** Whether somebody speaks of automatic answers, and does not say that this is one: only people have them on their mind. */
export function speaksOfAnswers(text: string): boolean {
  const found = ANSWERS.exec(text);
  if (!found) return false;
  const before = text.slice(Math.max(0, found.index - BEFORE), found.index);
  const inSentence = before.split(/[.!?。！？\n]/u).at(-1) ?? '';
  if (!/\p{L}/u.test(inSentence)) return GOES_ON.test(text.slice(found.index + found[0].length));
  return !ITSELF.test(inSentence);
}
const BEFORE = 120;
