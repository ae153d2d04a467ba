import { isOfOneself } from './person-hand.ts';

/** What happened to somebody, and what they want done: words of money, of accounts and of theft, which no notice needs. */
const TROUBLE: readonly RegExp[] = [
  /\b(?:hack(?:ed|er|ers|ing)?|stol(?:e|en)|steal\w*|theft|thie(?:f|ves)|robbed|scam\w*|fraud\w*|phish\w*|compromised|unauthori[sz]ed|freez(?:e|ing)|frozen|unfreeze|(?:un)?lock(?:ed|ing)?|unblock\w*|block (?:it|my|the)|funds?|money|withdr[ae]w\w*|deposit\w*|wallets?|refund\w*|transfers?|usdt|btc|bitcoin|balance|passwords?|2fa|passport|kyc|log ?in|was(?: not|n['’]t) me|my accounts?|(?:the|this|an) account (?!manager|team|executive))\b|\b(?:a|to a|real) (?:human|person)\b|\bi (?:need|want|lost)\b/i,
  /账[户戶号號]|帐[户号]|賬[户戶號]|帳[戶號]|被盗|被盜|盗[取号用刷]|盜[取號用刷]|冻结|凍結|提现|提現|提币|提幣|出金|充值|资金|資金|转账|轉帳|密码|密碼|诈骗|詐騙|被骗|被騙|钱包|錢包|人工|客服|投诉|投訴|解[冻凍锁鎖]|到账|到帳|余额|餘額/u,
  /口座|アカウント|盗まれ|盗難|不正|凍結|出金|入金|残高|送金|ログイン|パスワード|詐欺|処理|急ぎで|至急/u,
  /계정|계좌|도난|도용|해킹|정지|동결|출금|입금|자금|송금|잔액|비밀번호|사기|급한 일/u,
  /konto\b|kontos\b|kontosperr|\bsperr(?:en|e|t|ung)\b|gesperrt|gestohlen|geklaut|gehackt|diebstahl|betrug|betrüg|auszahlung|einzahlung|\bgeld(?:er)?\b|guthaben|passwort|einfrieren|überweis/iu,
  /\bcompte\b|vol[ée]e?s?\b(?= |[,.!]|$)|piraté|\bbloque[rz]?\b|\bgele[rz]\b|retrait|dépôt|\bfonds\b|\bargent\b|mot de passe|arnaque|fraude|virement|remboursement/iu,
  /\bcuenta\b|\brob(?:aron|ado|ada|o)\b|hacke|pirate|\bbloque(?:en|ar|ado|e)\b|congel|\bretiros?\b|depósito|\bfondos\b|dinero|contraseña|estafa|fraude|transferencia|reembols/iu,
  /\bconta\b|roubad|roubaram|furt|hacke|bloque(?:iem|iar|ie|ado)|congel|\bsaques?\b|depósito|\bfundos\b|dinheiro|senha|golpe|fraude|transferência|reembols/iu,
  /\bmio account\b|rubat|furto|hackerat|blocca(?:te|re|to)|congela|preliev|\bfondi\b|\bsoldi\b|denaro|truffa|bonifico|rimbors/iu,
  /сч[её]т(?:а|у|ом)?(?=$|[^\p{L}])|аккаунт|украл|украд|кража|взлом|заблокир|заморо|вывод|средств|деньг|деньги|пароль|мошен|перевод|баланс|рахун|гаман|кошел/iu,
  /tài khoản|bị (?:hack|trộm|mất|đánh cắp)|đánh cắp|đóng băng|khóa|khoá|rút tiền|nạp tiền|số dư|mật khẩu|lừa đảo|chuyển tiền|\btiền\b/iu,
  /hesab(?:ım|ı|ımı)|çal(?:ın|dı)|hack|dondur|kilitle|bloke|para(?:m|mı|mız|yı)\b|çekim|yatır|bakiye|şifre|dolandır|transfer/iu,
  /\bich (?:brauche|benötige|will)\b|\bj['’]ai besoin\b|\bje veux\b|\b(?:necesito|quiero|preciso|quero|voglio|ho bisogno|potrzebuję|chcę|istiyorum|ihtiyacım)\b|\bik wil\b|(?<!\p{L})(?:мне нуж(?:ен|на|но|ны)|хочу|tôi (?:cần|muốn))(?!\p{L})|我(?:要|需要|想)|필요합니다|원합니다|(?:欲|ほ)しい(?:です|。|$)/iu,
  /请帮|帮我|帮忙|麻烦[你您]|\bhelp me\b|\bhelf(?:t|en sie) mir\b|\baidez[- ]moi|ayúden?me|ajudem?[- ]me|aiutatemi|помогите|도와 ?(?:주세요|줘)|助けて|yardım ed(?:in|er)|giúp tôi|help mij\b/iu,
  /\b(?:is|are|see|find|have|i) attach(?:ed|ments?)?\b|(?:im|siehe) anhang|ci-joint|pièce jointe|adjunto|em anexo|in allegato|во вложении|见附件|附件(?:是|为|中)|添付(?:し|の)|첨부(?:합|했|하)/iu,
  /\brekening\b|gestolen|gehackt|blokke(?:er|ren)|\bgeld\b|opname|\bkonto\b|ukrad|skradzi|zablok|pieniąd|wypłat|บัญชี|ถูกขโมย|ถอนเงิน|อายัด|\bakun|dicuri|dibekukan|bekukan|penarikan|\bdana\b|حساب|سرق|تجميد|سحب|أموال|खाता|चोरी/iu,
];
/** What is urgent now, not what might be: notices say what to do in such a case. */
const URGENT =
  /\b(?:it|this|that|matter) ?(?:is|['’]s) (?:very |really |so |extremely )?(?:urgent|an emergency)|\burgently\b|\basap\b|(?:ist|sehr) (?:sehr )?dringend|c['’]est (?:très )?urgent|\bes (?:muy )?urgente|é (?:muito )?urgente|è (?:molto )?urgente|срочно|(?:很|非常|十分|太)(?:紧急|緊急|急)|急いで|급합니다|acil(?:dir|en)|rất gấp|khẩn cấp/iu;
/** How to reach the writer, or what the writer waits for: who says so has read what they answer. */
const TO_THE_WRITER =
  /\b(?:call|phone|ring|contact|reach|text|whatsapp) (?:me|us)\b|\bcall back\b|\bread your (?:answer|reply|response)\b|rufen sie mich|ruf mich|appelez[- ]moi|contactez[- ]moi|ll[aá]m(?:en|a)me|contác?ten?me|me ligu?em|chiamatemi|позвоните мне|звоните мне|联系我|聯繫我|打我(?:的)?(?:电话|電話)|给我(?:打|电话)|私に(?:電話|連絡)|저에게 (?:전화|연락)|beni ara|gọi (?:cho )?tôi/iu;
/** What the writer is going to send, as only somebody does who was asked for it. */
const SENDS =
  /\bi(?:['’]ll| will| shall| can)? (?:send|upload|submit|scan|sign|provide|do (?:it|that|the))\b(?! (?:you )?(?:an? |my )?(?:reply|answer|response))|\bthen (?:i|we) (?:can|will|could)\b|\bich (?:schicke|sende|reiche|lade)\b|\b(?:schicke|sende|reiche) ich\b|\benverrai\b|\b(?:enviaré|mandaré|enviarei|invierò|manderò|wyślę|prześlę)\b|\b(?:lo|los|la|las|se) (?:envío|mando)\b|\bik stuur\b|\bstuur ik\b|пришлю|отправлю|вышлю|(?:再|会)(?:发|上传|提交|寄)|書類[^。]{0,10}送ります|보내겠습니다|제출하겠|gönder(?:irim|eceğim)|tôi sẽ gửi/iu;
const CONDITION =
  /\b(?:if|in case|for|should|in (?:an )?(?:urgent|emergency)|wenn|falls|in dringenden|bei|en cas|si|pour|en caso|em caso|se|in caso|per|при|если|в случае|nếu|acil durum\w*|eğer)\b|(?:^|\s)(?:если|в случае|при|по срочным)\s|如有|如果|如需|若|紧急情况|緊急情況|急事|お急ぎの|緊急の|급한 경우|급하신|경우/iu;

/** Whether a text tells what befell its writer, or demands something for them: no notice of a machine does. */
export function tellsOfOwnTrouble(text: string): boolean {
  const sentences = text
    .split(/[.!。！]+(?=\s|$|\p{Lo})|\n+/u)
    .filter((sentence) => !refersElsewhere(sentence))
    .map((sentence) => sentence.replace(ADDRESSES, ' '));
  const words = sentences.join('\n');
  if (TROUBLE.some((mark) => mark.test(words))) return true;
  return sentences.some(
    (sentence) => !CONDITION.test(sentence) && [URGENT, TO_THE_WRITER, SENDS].some((mark) => mark.test(sentence)),
  );
}

/** Whether a sentence says who else answers questions about something, as notices do of whatever matter. */
function refersElsewhere(sentence: string): boolean {
  return QUESTIONS.test(sentence) && /@|\d[\d /-]{5}/.test(sentence) && !isOfOneself(sentence);
}
const QUESTIONS =
  /\b(?:questions?|enquir\w+|inquir\w+|matters|issues|fragen|anliegen|vragen|preguntas|consultas|temas|assuntos|dúvidas|domande|sprawach|pytania)\b|вопрос|咨询|諮詢|問い合わせ|문의/iu;
const ADDRESSES = /[^\s@]{1,100}@[^\s@:;,]{1,200}/g;

/** What is not delivered here besides mails: money, codes, cards. */
const OF_PRODUCT =
  /\b(?:withdr[ae]w\w*|deposit\w*|refund\w*|payments?|(?:bank|wire|my|the|your) transfers?|money|usdt|btc|bitcoin|wallets?|passport|kyc|log ?in|2fa|codes?|cards?|sms code|auszahlung\w*|einzahlung\w*|überweisung\w*|geld|code[sn]?|kod[ei](?:n|t|r)?|kodu|kod(?:em|ów|ami|ach)(?! b(?:łę|łą))|doğrulama (?:e-?posta|mail|kod)\p{L}*|email xác (?:minh|thực)|retraits?|virement|argent|carte|códigos?|codice|retiros?|saques?|dinero|dinheiro|preliev\w*|bonifico|pengene|penger|pengar|pieniądze|uitbetaling|opname)\b|вывод|деньг|перевод|(?<![\p{L}])код(?:а|ы|ом|ов|ами)?(?![\p{L}])|提现|提現|提币|充值|验证码|驗證碼|到账|账户|资金|出金|入金|認証コード|口座|출금|입금|인증 ?(?:코드|번호|메일|문자)|계좌|rút tiền|mã xác/iu;
/** Codes of servers, and titles of mails that came back. */
const OF_SERVERS =
  /\b(?:error|status|reply|response|return|smtp|dsn|diagnostic|fehler|status|enhanced|result|exit|reason|numeric)[ -]?(?:codes?|kod\w*)\b|\bcódigo (?:de |do )?(?:error|erro|estado|status)\b|\bcode (?:d['’]|de )?(?:erreur|statut|retour)|\bcodice (?:di )?(?:errore|stato)|код (?:ошибки|ответа|состояния)|(?:^\W*|:[ \t]{1,4})(?:subject|betreff|objet|asunto|assunto|oggetto|тема|主\s*[题題旨]|[标標][题題]|件名|제목)\W.*$|["“«„「『《][^"”»“」』》\n]{0,200}["”»“」』》]|\b(?:code|код)\W{0,3}\d|\b(?:re|aw|sv|fwd?)\s?: [^\n]*/gimu;

/** Whether it is money, a code or a card that a text says did not come. */
export function isOfProduct(text: string): boolean {
  return OF_PRODUCT.test(text.replace(OF_SERVERS, ' ').replace(ADDRESSES, ' '));
}
