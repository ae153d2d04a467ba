/** How people address whom they write to, in a line of its own. */
const GREETING =
  /^(?:hi|hello|hey|dear|good (?:morning|day|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|moin|bonjour|bonsoir|chère?|hola|estimad[oa]s?|buen[oa]s? (?:días|tardes|noches)|olá|oi|prezad[oa]s?|bom dia|boa (?:tarde|noite)|car[oa]|ciao|salve|buongiorno|gentile|beste|geachte|hej|hei|kjære|kära|здравствуйте|добрый (?:день|вечер)|доброе утро|уважаем\p{L}{2}|привет|здравей|cześć|dzień dobry|szanown\p{L}+|dobrý den|merhaba|sayın|selam|xin chào|kính (?:gửi|chào)|chào|안녕하세요|안녕하십니까)(?![\p{L}\p{M}])(?! again| nochmal| encore)[^,.!?:;，。！？：]{0,40}[,.!:，。！：]{0,2}$|^(?:尊敬的|亲爱的|親愛的).{1,20}$|^.{0,16}(?:您好|你好)[,，!！:：。]?$|^.{1,16}(?:様|さま|님|先生|女士|小姐)[,，:：]?$/iu;

/** Whether a line greets somebody: a letter begins. */
export function greets(text: string): boolean {
  return GREETING.test(text);
}
