/** How a language says that a mail was not delivered: a word of delivery and one of failure, in whatever order. */
interface Speech {
  readonly delivery: RegExp;
  readonly failure: RegExp;
}

/** One row a language or two that share their words: stems, for their endings change. */
const LANGUAGES: readonly Speech[] = [
  // German
  {
    delivery:
      /zu(?:ge)?stell|ausliefer|ausgeliefert|[uü]e?bermitt|vers(?:and|end)|gesendet|(?:konnt|kann|könn|fehl)[^.]*weiter(?:ge)?leit|weiter(?:ge)?leit[^.]*(?:konnt|kann|könn|fehl)|angekommen|erreich|verschick|[uü]e?berbr[ai]/iu,
    failure:
      /nicht|fehl|gescheitert|unm(?:ö|oe)glich|unzu(?:ge)?stell|abgewiesen|verweigert|abgelehnt|abgebrochen|verz(?:ö|oe)ger|versp(?:ä|ae)t/iu,
  },
  // French
  {
    delivery:
      /remis|remett|distribu|d[ée]livr|livr(?:[ée]|aison)|achemin|envo[iy]|transm[ie]|parven|exp[ée]di|recevoir/iu,
    failure:
      /n['’](?:a|ont|est|[ée]tai?t|avons|a pu)[^.]{0,20} (?:pas|pu|[ée]t[ée])|n['’]est pas|ne (?:peut|pouvons|pourra)|impossib|[ée]chou|[ée]chec|erreur|refus|rejet|retard|non[- ](?:remi|distrib|d[ée]livr|livr|transm|achem)/iu,
  },
  // Spanish, Catalan
  {
    delivery: /entreg|lliura|env(?:i|í)|hacer llegar|lleg(?:ó|ar|ado)|remit|despach|transmi|reparti/iu,
    failure:
      /\bno (?:ha |han |se |pud|fue|hemos|puede|es |entreg|envi|s['’]ha)|fall|error|imposib|rechaz|retras|demora/iu,
  },
  // Portuguese
  {
    delivery: /entreg|envi|chegou|chegar|remet|transmi|encaminh/iu,
    failure: /(?<!\p{L})n(?:ã|a)o |falh|erro\b|imposs|rejeit|recusad|atras/iu,
  },
  // Italian
  {
    delivery: /consegn|recapit|invi(?:o|at|ar)|inoltr|arriv(?:at|o)|spedi|trasmess|trasmetter|posta /iu,
    failure: /\bnon |impossibil|fallit|errore|mancat|respint|rifiut|ritard/iu,
  },
  // Dutch
  {
    delivery: /bezor|aflever|afgelever|verz(?:end|ond)|verstu|aangekomen|doorst(?:ur|uur)|doorgestuurd/iu,
    failure: /niet|mislukt|fout|onbestel|onmogelijk|geweigerd|vertraag|vertraging/iu,
  },
  // Swedish, Danish, Norwegian
  {
    delivery:
      /leverer|levert|leveret|leveres|leverans|levering|aflever|sendes|skick|s(?:ä|e)nd|fram\b|framme|n(?:å|a)dd/iu,
    failure: /\binte\b|\bej\b|\bikke\b|misslyck|mislyk|\bfel\b|leveransfel|fejl|feil|f(?:ö|o)rsen|forsink|avvis/iu,
  },
  // Finnish, Estonian
  {
    delivery: /toimit|läh(?:et|ty)|väli|perille|toimeta|edasta|saada|saata/iu,
    failure: /\bei\b|epäonnistu|virhe|viiväst|myöhäst|ebaõnnestu|õnnestunud|viga\b/iu,
  },
  // Latvian, Lithuanian
  {
    delivery: /pieg(?:ā|a)d|nos(?:ū|u)t|pristat|išsiųs|nusiųs/iu,
    failure: /\bne(?:tika|izdev|var|pav|galima|buvo|pristat|pieg)|kļūd|klaid/iu,
  },
  // Polish
  {
    delivery: /dostarcz|doręcz|wys(?:ł|y)|przekaz|dotar|przesył/iu,
    failure: /\bnie |błąd|błęd|niepowodz|niemożliw|niedor|niedost|odrzuc|opóźni/iu,
  },
  // Czech, Slovak
  {
    delivery: /doruč|odes(?:l|íl)|odosl|zasl(?:a|á)n/iu,
    failure: /\bne(?:byl|bol|moh|lze|podař|podar|jde|možn)|\bnie je|chyb|nedoru|odmít|odmiet|zpožd|opozd|omeškan/iu,
  },
  // Hungarian
  {
    delivery: /kézbesít|elküld|továbbít|eljut/iu,
    failure: /\bnem\b|sikertelen|hib[aá]|kézbesíthetetlen|lehetetlen|kés(?:ik|és|edel)/iu,
  },
  // Romanian
  {
    delivery: /livra|trimi[ts]|transmi|expedi|ajuns/iu,
    failure: /\bnu |e(?:ș|ş|s)ua|e(?:ș|ş|s)ec|eroare|imposibil|nelivr|respins|întârzi/iu,
  },
  // Russian, Ukrainian, Bulgarian, Serbian
  {
    delivery: /достав|отправ|пересл|переда|вруч|дошл|дошел|надісл|відправ|изпрат|испоруч|послат/iu,
    failure:
      /(?:^|[^\p{L}])(?:не|ни|није)[ \u00a0]|недостав|неможлив|невозмож|невъзм|немогућ|ошибк|помилк|грешк|сбой|збій|отклон|відхил|отхвърл|неуда|неусп|задерж|затрим/iu,
  },
  // Croatian, Bosnian, Serbian, Slovene
  {
    delivery: /isporu[čk]|dostav|posla(?:t|n)|uruč|oddat/iu,
    failure: /\bni(?:je|jesu|su)?\b|nemogu|neusp|grešk|pogrešk|napak|neisporu|nedostav/iu,
  },
  // Turkish
  {
    delivery: /teslim|ulaş|gönder|ilet(?:il|im)/iu,
    failure:
      /(?:em|am|(?:il|ıl|ul|ül)[ae]?m)[aei](?:di|dı|z|yor|miş|mış|me)|başarısız|(?<!\p{L})hata|reddedil|gecik|(?<!\p{L})henüz/iu,
  },
  // Greek
  {
    delivery: /παρ[αά]δ[οόω]|αποστ|σταλ|σταλε|προώθ/iu,
    failure: /(?:^|\s)δεν\s|αδύνατ|αδυναμ|απέτυχ|αποτυχ|αποτύχ|σφάλμα|απορρ[ιί]|καθυστέρ/iu,
  },
  // Hebrew, Arabic, Persian
  {
    delivery: /מסיר|נמסר|למסור|להעביר|נשלח|לשלוח|הגיע|تسليم|إرسال|ارسال|توصيل|تحویل|رساند|رسال/u,
    failure:
      /(?:^|\s)(?:לא|אינה|אינו) |נכשל|שגיא|تعذر|تعذّر|(?:^|\s)(?:لم|لا) |فشل|خطأ|مرفوض|نشد|نمی|ناموفق|خطا|نتوانست|شکست/u,
  },
  // Thai, Vietnamese, Indonesian and Malay, Hindi
  {
    delivery: /ส่ง|gửi|chuyển|phân phối|kirim|pengirim|hantar|sampai|वितरित|भेज|डिलीवर/iu,
    failure:
      /ไม่(?:สามารถ|ได้|สำเร็จ)|ล้มเหลว|ผิดพลาด|không|thất bại|chưa|\btidak\b|gagal|kesalahan|\bralat\b|नहीं|विफल|असफल/iu,
  },
  // Chinese
  {
    delivery:
      /[送寄][达達]|投[递遞寄]|[传傳][递遞送]|[递遞]送|[发發]送|寄送|送出|送到|[转轉][发發]|寄出|[发發]出|退[信回件]|寄件|(?:邮件|郵件|信件|来信|來信)[^。]*(?:拒|退)/u,
    failure:
      /[无無]法|未能|失[败敗]|不能|[没沒]有|未成功|未[送投传傳递遞]|退[信回件]|拒|[错錯][误誤]|出[错錯]|尚未|暂时未|延[迟遲]/u,
  },
  // Japanese
  {
    delivery: /配(?:送|信|達)|送[信達りっ付]|届[けいき]|転送|お届け|発送|メール(?:が|は)|不達|返送|エラーメール/u,
    failure: /できま|できな|不能|失敗|エラー|ません|不達|返送|戻(?:り|っ|さ)|ておりません|遅[れ延]|まだ/u,
  },
  // Korean
  {
    delivery: /전송|발송|배달|전달|보내|보낼|수신|송신|배송|반송/u,
    failure: /실패|못|없|오류|반송|불가|않|지연|아직|거부/u,
  },
];

/** What machines say of themselves that answer, or send what nobody may answer. */
const OF_ANSWERS =
  /送信専用|配信専用|自动[发發][送出]|自動[發発][送出]|발[신송] ?전용|nicht (?:auf diese|antworten)|ne pas répondre|no responda|não responda|non rispondere|не отвеча/iu;
/** What a server does with a mail that it gives back. */
const GIVEN_BACK =
  /zur(?:ü|ue)ck(?:ge)?(?:sand|send|schick|gesandt|an den absender)|(?:geht|kommt|kam)[^.]*zur(?:ü|ue)ck|an sie zur(?:ü|ue)ck|zur(?:ü|ue)ck an absender|rücksend|rückläufer|retourn|retour (?:à|a|de|d['’]|afzender)|devuelt|devuelv|devolvid|devolvem|devolução|retornad|restitu|returner|palaut|tagasta|atgriez|grąžin|zwrot|zwróc|zwrac|vrácen|vráten|visszaküld|returnat|возвра|вернул|повернен|върнат|враћен|vraćen|vrnjen|iade|geri dön|επιστρ[αέά]|הוחזר|أعيد|برگشت|ตีกลับ|trả lại|dikembalikan|退回|退信|退件|返送|반송/iu;
/** Things that come by mail as well as mails do. */
const MAIL =
  /mail|post\b|absender|afzender|expéditeur|remitente|remetente|mittente|nadawc|odesílatel|odosielateľ|feladó|avsändar|afsender|avsender|posta|poczt|pošt|nachricht|message|courri|correo|mensa[jg]|messaggio|bericht|письм|сообщ|почт|лист\b|повідомл|wiadomo|zpráv|správ|levél|üzenet|mesaj|ileti|meddelande|meldin|brev|viesti|поруку|порука|съобщ|poruk|sporočil|μήνυμα|μηνύμα|הודע|דואר|رسال|برید|پیام|ข้อความ|อีเมล|thư|pesan|surat|邮件|郵件|信件|来信|來信|メール|메일/iu;

const SENTENCES_AT_MOST = 40;
const SENTENCE_AT_MOST = 400;

/** Whether a text says, in another language than English, that a mail was not delivered. Who says it is not looked at. */
export function tellsOfNonDelivery(text: string): boolean {
  return sentencesOf(text).some(
    (sentence) =>
      !OF_ANSWERS.test(sentence) &&
      ((GIVEN_BACK.test(sentence) && MAIL.test(sentence)) ||
        LANGUAGES.some(({ delivery, failure }) => delivery.test(sentence) && failure.test(sentence))),
  );
}

/** The same in a subject, which may leave a word out that goes without saying. */
export function isTitleOfNonDelivery(subject: string): boolean {
  if (OF_ANSWERS.test(subject)) return false;
  if (GIVEN_BACK.test(subject) && MAIL.test(subject)) return true;
  return LANGUAGES.some(
    ({ delivery, failure }) => failure.test(subject) && (delivery.test(subject) || MAIL.test(subject)),
  );
}

function sentencesOf(text: string): string[] {
  return text
    .split(/[.!?]+(?=\s|$)|[。！？]|\n\s*\n/, SENTENCES_AT_MOST)
    .map((sentence) => sentence.replace(/\s+/g, ' ').slice(0, SENTENCE_AT_MOST));
}
