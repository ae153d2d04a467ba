/** How a language announces a quote: `On ... wrote:`. */
export interface AttributionWords {
  readonly language: string;
  /** What the announcement begins with; dates and names are understood without. */
  readonly opens: readonly string[];
  /** "wrote", in every form that clients use. */
  readonly verbs: readonly string[];
}

/** A row a language. Clients leave the rest (date, name, address) in an order that needs no table. */
export const ATTRIBUTION_WORDS: readonly AttributionWords[] = [
  {
    language: 'en',
    opens: ['on', 'at', 'in a message dated', 'in article', 'in message', 'in reply to'],
    verbs: ['wrote', 'writes', 'said', 'has written', 'replied', 'typed', 'sent'],
  },
  { language: 'zh-CN', opens: ['在', '于', '日期'], verbs: ['写道', '写到', '写了', '写信', '编写', '提到', '说'] },
  { language: 'zh-TW', opens: ['在', '於'], verbs: ['寫道', '寫到', '寫了', '寫信', '編寫', '提到', '說', '來信'] },
  {
    language: 'ja',
    opens: [],
    verbs: ['のメール', 'が書きました', 'は書きました', 'さんは書きました', 'が書いた', 'からのメール', 'のメッセージ'],
  },
  { language: 'ko', opens: [], verbs: ['작성', '쓴 글', '쓴글', '썼습니다', '작성한 글', '보낸 메시지', '쓰셨습니다'] },
  {
    language: 'ru',
    opens: ['в письме от', 'от', 'в сообщении от', 'от даты'],
    verbs: ['пишет', 'писал', 'писала', 'писали', 'написал', 'написала', 'написали', 'написал(а)', 'написано'],
  },
  {
    language: 'uk',
    opens: ['у листі від', 'від'],
    verbs: ['пише', 'писав', 'писала', 'написав', 'написала', 'написано'],
  },
  { language: 'be', opens: [], verbs: ['піша', 'напісаў', 'напісала'] },
  { language: 'bg', opens: ['на', 'в'], verbs: ['написа', 'пише', 'написал'] },
  { language: 'sr', opens: ['дана', 'dana'], verbs: ['је написао', 'је написала', 'je napisao', 'је написао/ла'] },
  {
    language: 'de',
    opens: ['am', 'zitat von'],
    verbs: ['schrieb', 'schrieben', 'schreibt', 'hat geschrieben', 'geschrieben'],
  },
  {
    language: 'fr',
    opens: ['le', 'citation de', 'citant'],
    verbs: ['a écrit', 'écrit', 'écrivait', 'ecrit', 'a ecrit'],
  },
  {
    language: 'es',
    opens: ['el', 'el día', 'en', 'mensaje citado por', 'citando a', 'con fecha'],
    verbs: ['escribió', 'escribio', 'escribía', 'ha escrito', 'escribe'],
  },
  {
    language: 'ca',
    opens: ['el', 'a', 'missatge de', 'el dia', 'en'],
    verbs: ['va escriure', 'escrigué', 'ha escrit', 'escriu'],
  },
  { language: 'gl', opens: ['o', 'en'], verbs: ['escribiu'] },
  { language: 'eu', opens: [], verbs: ['idatzi du', 'igorleak hau idatzi zuen', 'idatzi zuen'] },
  {
    language: 'pt',
    opens: ['em', 'no dia', 'a', 'citando', 'às'],
    verbs: ['escreveu', 'escreve', 'escreveram', 'escrito'],
  },
  {
    language: 'it',
    opens: ['il', 'in data', 'il giorno', 'quoting', 'il dì'],
    verbs: ['ha scritto', 'scrive', 'scrisse', 'ha inviato'],
  },
  {
    language: 'nl',
    opens: ['op', 'citeren', 'citeert'],
    verbs: ['schreef', 'heeft geschreven', 'geschreven', 'schrijft'],
  },
  { language: 'af', opens: ['op'], verbs: ['het geskryf', 'geskryf'] },
  { language: 'sv', opens: ['den', 'citerar', 'på', 'citat från'], verbs: ['skrev', 'skriver'] },
  { language: 'da', opens: ['den', 'på', 'citat fra', 'd.'], verbs: ['skrev', 'skriver'] },
  { language: 'no', opens: ['den', 'på', 'sitat fra'], verbs: ['skrev', 'skreiv', 'skriver'] },
  { language: 'is', opens: ['þann', 'á', 'hinn'], verbs: ['skrifaði', 'ritaði'] },
  { language: 'fi', opens: ['lainaus'], verbs: ['kirjoitti'] },
  { language: 'et', opens: ['kuupäev', 'kuupäeval'], verbs: ['kirjutas'] },
  { language: 'lv', opens: [], verbs: ['rakstīja', 'raksta'] },
  { language: 'lt', opens: [], verbs: ['rašė', 'parašė', 'rašo'] },
  {
    language: 'pl',
    opens: ['w dniu', 'dnia', 'cytat', 'cytowanie', 'wiadomość napisana przez'],
    verbs: ['napisał', 'napisała', 'napisał(a)', 'napisał/a', 'pisze', 'napisano', 'pisał', 'pisała'],
  },
  {
    language: 'cs',
    opens: ['dne', 'cituji', 'citát', 've'],
    verbs: ['napsal', 'napsala', 'napsal(a)', 'napsal/a', 'píše'],
  },
  { language: 'sk', opens: ['dňa', 'citát'], verbs: ['napísal', 'napísala', 'napísal(a)', 'napísal/a', 'píše'] },
  { language: 'sl', opens: ['dne', 'v', 'v v'], verbs: ['napisal', 'napisala', 'napisal/-a', 'piše', 'je napisal'] },
  {
    language: 'hr',
    opens: ['dana', 'u', 'na'],
    verbs: ['napisao je', 'napisala je', 'je napisao', 'je napisala', 'napisao/la', 'napisao', 'piše'],
  },
  { language: 'hu', opens: ['ekkor'], verbs: ['ezt írta', 'írta', 'írta/írja', 'írja'] },
  { language: 'ro', opens: ['în', 'în data de', 'pe', 'la', 'pe data de'], verbs: ['a scris', 'scrie'] },
  { language: 'el', opens: ['στις', 'την', 'τη', 'στην'], verbs: ['έγραψε', 'γράφει', 'έγραψαν'] },
  { language: 'tr', opens: [], verbs: ['yazdı', 'şunu yazdı', 'şunları yazdı', 'yazmış', 'yazıyor'] },
  { language: 'az', opens: [], verbs: ['yazıb', 'yazdı'] },
  { language: 'vi', opens: ['vào', 'lúc', 'ngày', 'vào lúc', 'trong'], verbs: ['đã viết', 'viết'] },
  { language: 'id', opens: ['pada', 'pada tanggal', 'tanggal'], verbs: ['menulis', 'tulis', 'ditulis'] },
  { language: 'ms', opens: ['pada'], verbs: ['menulis', 'telah menulis'] },
  { language: 'tl', opens: ['noong'], verbs: ['isinulat ni', 'sumulat'] },
  { language: 'th', opens: ['เมื่อ', 'ในวันที่', 'วันที่', 'เมื่อวันที่', 'ใน'], verbs: ['เขียนว่า', 'เขียน', 'ได้เขียน'] },
  {
    language: 'ar',
    opens: ['في', 'بتاريخ', 'يوم', 'في يوم'],
    verbs: ['كتب', 'كتبت', 'كتبه', 'تمت كتابة', 'كتب/كتبت', 'كتابة'],
  },
  { language: 'he', opens: ['בתאריך', 'ב', 'ביום', 'מאת', 'ב-'], verbs: ['כתב', 'כתבה', 'כתב/ה', 'כתב(ה)', 'נכתב'] },
  { language: 'fa', opens: ['در', 'در تاریخ'], verbs: ['نوشت', 'نوشته', 'نوشته است', 'نوشته‌است'] },
  { language: 'ur', opens: ['بتاریخ'], verbs: ['نے لکھا', 'لکھا'] },
  { language: 'hi', opens: ['को', 'दिनांक'], verbs: ['ने लिखा', 'लिखा'] },
  { language: 'bn', opens: ['তারিখে'], verbs: ['লিখেছেন', 'লিখেছে'] },
  { language: 'ka', opens: [], verbs: ['დაწერა', 'წერს'] },
  { language: 'hy', opens: [], verbs: ['գրել է', 'գրեց'] },
];

/** Clients that announce a quote by its writer alone: `Quoting Bob <bob@example.test>:`. */
export const QUOTING_WORDS: readonly string[] = [
  ...['quoting', 'zitat von', 'zitiere', 'citando a', 'citando', 'mensaje citado por', 'citation de', 'citant'],
  ...['citat från', 'citerar', 'citat fra', 'sitat fra', 'citeren', 'lainaus', 'cytat', 'cituji', 'citát', 'цитирую'],
  ...['引用', 'missatge de', 'missatge citat per', 'citazione da', 'alıntı'],
];

/** What nobody is called, and no client writes: a line with one of these is a sentence of somebody's. */
export const SENTENCE_WORDS: readonly string[] = [
  ...['I', "I'm", "I've", "I'll", 'me', 'my', 'we', 'our', 'us', 'your', 'he', 'she', 'they', 'it', 'this', 'that'],
  ...['these', 'which', 'please', 'when', 'because', 'there', 'what', 'here', 'the', 'is', 'was', 'have', 'and then'],
  ...['ich', 'mir', 'wir', 'uns', 'mein', 'meine', 'ihr', 'ihre', 'dass', 'habe', 'bitte'],
  ...["j'ai", 'nous', 'votre', 'mon', 'ma', 'yo', 'mi', 'su', 'nosotros', 'eu', 'meu', 'minha', 'io', 'mio', 'mia'],
  ...[
    'я',
    'мы',
    'мне',
    'мой',
    'моя',
    'ваш',
    'ваша',
    'нам',
    'что',
    'ben',
    'benim',
    'bana',
    'bir',
    'tôi',
    'bạn',
    'saya',
    'anda',
  ],
  ...['我', '你', '您', '他', '她', '它', '们', '們', '这', '這', '那', '邮件', '郵件', '里面', '裡面', '请', '請'],
  ...['私', 'あなた', '저는', '제가', '우리'],
];

/** Small words between date, name and address, in lower case. */
export const SMALL_WORDS: readonly string[] = [
  ...'a à às al alle am an bin by d da das de del della den der di dos do du e el en et g godz gmt h in jam je kl klo'.split(
    ' ',
  ),
  ...'la le lúc m o ob of om on op ore p pe plkst pm pukul s time u uhr um utc v van via von vào y z zu'.split(' '),
];
