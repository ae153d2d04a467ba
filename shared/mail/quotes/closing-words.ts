/** With what people close a mail, above their name. */
interface ClosingWords {
  readonly language: string;
  readonly words: string;
}

/** A row a language; words are parted by `|`, case does not matter. A line may add two words to them. */
export const CLOSING_WORDS: readonly ClosingWords[] = [
  {
    language: 'en',
    words:
      'regards|best|best regards|warmest regards|kindest regards|with best regards|with kind regards|yours sincerely|yours faithfully|sincerely yours|thanks again|thanks in advance|thank you in advance|many thanks in advance|cordially|kind regards|warm regards|sincerely|yours|yours truly|cheers|thanks|thank you|many thanks|thx|ty|respectfully|all the best|best wishes|take care|love|with thanks|br|kr|rgds',
  },
  { language: 'zh-CN', words: '谢谢|感谢|多谢|此致|敬礼|祝好|顺祝商祺|祝商祺|此致敬礼|致礼' },
  { language: 'zh-TW', words: '謝謝|感謝|多謝|敬上|此致|祝好|順頌商祺' },
  {
    language: 'ja',
    words: 'よろしくお願いします|よろしくお願いいたします|宜しくお願い致します|敬具|以上|ありがとうございます',
  },
  { language: 'ko', words: '감사합니다|고맙습니다|수고하세요|드림|올림' },
  { language: 'ru', words: 'с уважением|спасибо|с наилучшими пожеланиями|всего доброго|заранее спасибо' },
  { language: 'uk', words: 'з повагою|дякую' },
  {
    language: 'de',
    words:
      'mfg|vg|lg|mit freundlichen grüßen|mit freundlichen grüssen|freundliche grüße|viele grüße|liebe grüße|beste grüße|schöne grüße|gruß|grüße|grüsse|danke|vielen dank|besten dank|hochachtungsvoll',
  },
  {
    language: 'fr',
    words:
      'cordialement|très cordialement|meilleures salutations|salutations distinguées|bien cordialement|bien à vous|salutations|merci|merci beaucoup|cdlt|sincères salutations|à bientôt',
  },
  {
    language: 'es',
    words:
      'saludos|un saludo|un cordial saludo|reciba un cordial saludo|muchas gracias de antemano|gracias de antemano|atentamente|gracias|muchas gracias|cordialmente|saludos cordiales|atte',
  },
  { language: 'ca', words: 'salutacions|gràcies|atentament' },
  {
    language: 'pt',
    words: 'atenciosamente|att|obrigado|obrigada|abraço|abraços|cumprimentos|muito obrigado|grato|grata',
  },
  { language: 'it', words: 'cordiali saluti|saluti|grazie|distinti saluti|grazie mille|un saluto' },
  {
    language: 'nl',
    words: 'groet|groeten|met vriendelijke groet|met vriendelijke groeten|mvg|bedankt|dank|dank je|vriendelijke groet',
  },
  {
    language: 'sv',
    words:
      'mvh|hälsning|vänlig hälsning|med vänlig hälsning|bästa hälsningar|hälsningar|med vänliga hälsningar|vänliga hälsningar|tack|tack på förhand',
  },
  {
    language: 'da/no',
    words: 'mvh|hilsen|med venlig hilsen|med vennlig hilsen|venlig hilsen|vennlig hilsen|tak|takk|vh',
  },
  { language: 'fi', words: 'terveisin|ystävällisin terveisin|kiitos|kiitos etukäteen' },
  { language: 'pl', words: 'pozdrawiam|z poważaniem|dziękuję|pozdrowienia' },
  { language: 'cs/sk', words: 's pozdravem|děkuji|ďakujem|díky' },
  { language: 'hu', words: 'üdvözlettel|üdv|köszönettel|köszönöm' },
  { language: 'ro', words: 'cu stimă|mulțumesc|toate cele bune' },
  { language: 'el', words: 'με εκτίμηση|ευχαριστώ|φιλικά' },
  { language: 'tr', words: 'saygılarımla|teşekkürler|teşekkür ederim|iyi çalışmalar|sevgiler|selamlar|iyi günler' },
  { language: 'vi', words: 'trân trọng|cảm ơn|thân|thân ái|xin cảm ơn' },
  { language: 'id', words: 'salam|hormat saya|terima kasih' },
  { language: 'th', words: 'ขอบคุณครับ|ขอบคุณค่ะ|ขอบคุณ|ด้วยความเคารพ' },
  { language: 'ar', words: 'مع التحية|شكرا|شكراً|تحياتي|مع خالص التحية' },
  { language: 'he', words: 'תודה|בברכה|תודה רבה' },
];
