/** What clients of a language write between dashes above the mail they quote or pass on. Phrases are parted by `|`. */
interface DividerWords {
  readonly language: string;
  readonly words: string | readonly string[];
  /** What stands without dashes, with a colon: `Begin forwarded message:`. */
  readonly begins?: string | readonly string[];
}

/** A row a language; case, spaces and quotation marks do not matter. */
export const DIVIDER_WORDS: readonly DividerWords[] = [
  {
    language: 'en',
    words: [
      'original message|reply separator|forward header|original e-mail|original email|original mail|original|original appointment',
      'original message follows|forwarded message|forwarded email|forwarded mail|forward message',
      'forwarded|forwarded original message|reply message|replied message|replied mail|previous message',
      'start of forwarded message|start forwarded message|begin forwarded message',
      'begin original message|beginning of forwarded message|begin included message|included message',
      'quoted message|quoted text|quoted text hidden|message forwarded',
    ],
    begins: 'begin forwarded message|start of forwarded message|forwarded message|original message',
  },
  {
    language: 'zh-CN',
    words: [
      '原始邮件|原邮件|原始邮件信息|回复的原邮件|回复邮件|转发邮件|转发的邮件|转发邮件信息|邮件原文|邮件原件|原文|原始信息|原始消息|已转发邮件|以下是原始邮件|以下为原邮件|引用',
      '引用原文|引用已隐藏|来信原文|原信|转发信息',
    ],
    begins:
      '下面是被转发的邮件|以下是被转发的邮件|开始转发邮件|以下是转发邮件|开始转发的邮件|被转发邮件信息|被转发的邮件|已转发邮件',
  },
  {
    language: 'zh-TW',
    words:
      '原始郵件|原郵件|原始信件|原始訊息|轉寄的郵件|轉寄郵件|轉寄的信件|轉寄訊息|轉發郵件|原文|回覆的原郵件|回覆郵件|引用|原信內容|原始電子郵件',
    begins: '開始轉寄郵件|以下是被轉寄的郵件|以下是轉寄的郵件|以下為轉寄郵件|開始轉寄的郵件|轉寄的郵件',
  },
  {
    language: 'ja',
    words:
      '元のメッセージ|元のメール|転送メッセージ|転送されたメッセージ|転送メール|転送されたメール|オリジナルメッセージ|原文|オリジナルのメッセージ|引用|返信元メッセージ|返信メッセージ',
    begins: '転送されたメッセージ|転送メール|転送されたメール|以下に転送メッセージ',
  },
  {
    language: 'ko',
    words: '원본 메시지|원본 메일|원본 이메일|원본메시지|전달된 메시지|전달된 메일|원본|원문|전달 메시지|전달된 이메일',
    begins: '전달된 메시지|전달된 메시지 시작|전달된 메일|전달 메시지 시작',
  },
  {
    language: 'ru',
    words: [
      'исходное сообщение|исходное письмо|пересылаемое сообщение|пересланное сообщение',
      'перенаправленное сообщение|переадресованное сообщение|пересылаемое письмо|пересланное письмо',
      'оригинальное сообщение|первоначальное сообщение|начало переадресованного сообщения',
      'исходящее сообщение|начало пересылаемого сообщения',
    ],
    begins: [
      'начало переадресованного сообщения|пересылаемое сообщение|пересланное сообщение',
      'начало пересылаемого сообщения',
    ],
  },
  {
    language: 'uk',
    words: [
      'вихідне повідомлення|початкове повідомлення|переслане повідомлення|оригінал повідомлення',
      'переспрямоване повідомлення|оригінальне повідомлення',
    ],
    begins: 'початок листа, що пересилається|початок переадресованого повідомлення',
  },
  {
    language: 'bg',
    words: 'оригинално съобщение|препратено съобщение|първоначално съобщение',
    begins: 'начало на препратеното съобщение',
  },
  {
    language: 'sr',
    words: 'изворна порука|originalna poruka|прослеђена порука|оригинална порука',
  },
  {
    language: 'de',
    words: [
      'ursprüngliche nachricht|original-nachricht|originalnachricht|originalmail|original-mail',
      'ursprüngliche mail|ursprüngliche e-mail|weitergeleitete nachricht|weitergeleitete mail',
      'antwort nachricht|antwortnachricht|antwort-nachricht|antwortmail|antwort-mail|beantwortete nachricht',
      'weitergeleitete e-mail|urspr. nachricht|urspruengliche nachricht|originaltext',
      'beginn der weitergeleiteten nachricht|originale nachricht',
    ],
    begins: [
      'anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail',
      'beginn der weitergeleiteten nachricht|weitergeleitete nachricht',
    ],
  },
  {
    language: 'fr',
    words: [
      "message d'origine|message original|message initial|message transféré|message transmis",
      "message réexpédié|mail original|courriel d'origine|courriel original|e-mail d'origine",
      'e-mail original|mail transféré|message forwardé|courrier original',
    ],
    begins: [
      'début du message réexpédié|début du message transféré|début du courriel transféré',
      'début du message transmis',
    ],
  },
  {
    language: 'es',
    words: [
      'mensaje original|mensaje reenviado|mensaje enviado|correo original|mensaje de origen',
      'mensaje inicial|forwarded message|e-mail original|correo electrónico original|mensaje remitido',
    ],
    begins: 'inicio del mensaje reenviado|comienzo del mensaje reenviado|principio del mensaje reenviado',
  },
  {
    language: 'ca',
    words: 'missatge original|missatge reenviat',
    begins: 'inici del missatge reenviat',
  },
  {
    language: 'pt',
    words: [
      'mensagem original|mensagem encaminhada|mensagem reencaminhada|e-mail original|email original',
      'mensagem de origem|mensagem enviada',
    ],
    begins: 'início da mensagem encaminhada|início da mensagem reencaminhada',
  },
  {
    language: 'it',
    words: [
      'messaggio originale|messaggio inoltrato|messaggio inoltrato da|messaggio di origine',
      'mail originale|email originale|e-mail originale',
    ],
    begins: 'inizio messaggio inoltrato|inizio del messaggio inoltrato',
  },
  {
    language: 'nl',
    words: [
      'oorspronkelijk bericht|origineel bericht|doorgestuurd bericht|oorspronkelijke e-mail',
      'oorspronkelijke bericht|originele bericht|forwarded bericht',
    ],
    begins: 'begin doorgestuurd bericht|begin van doorgestuurd bericht',
  },
  {
    language: 'sv',
    words: [
      'ursprungligt meddelande|ursprungligt brev|vidarebefordrat meddelande|vidarebefordrat brev',
      'originalmeddelande|ursprungsmeddelande',
    ],
    begins: 'vidarebefordrat brev|vidarebefordrat mejl|börja vidarebefordrat meddelande',
  },
  {
    language: 'da',
    words: [
      'oprindelig meddelelse|oprindelig besked|original meddelelse|videresendt meddelelse',
      'videresendt besked|oprindelig e-mail|original besked|den oprindelige besked',
    ],
    begins: 'start på videresendt besked|videresendt besked|begynd på videresendt besked',
  },
  {
    language: 'no',
    words: [
      'opprinnelig melding|opprinnelig e-post|original melding|videresendt melding|videresendt e-post',
      'oprindelig melding',
    ],
    begins: 'start på videresendt melding|videresendt melding',
  },
  {
    language: 'is',
    words: 'upprunaleg skilaboð|upphafleg skilaboð',
  },
  {
    language: 'fi',
    words: [
      'alkuperäinen viesti|välitetty viesti|alkuperäinen sähköposti|edelleenlähetetty viesti',
      'edelleen lähetetty viesti',
    ],
    begins: 'välitetty viesti alkaa|edelleenlähetetty viesti alkaa',
  },
  {
    language: 'et',
    words: 'algne sõnum|algne kiri|edastatud kiri|originaalkiri|edastatud sõnum',
  },
  {
    language: 'lv',
    words: 'sākotnējais ziņojums|oriģinālā ziņa|pārsūtītā ziņa|pārsūtīta ziņa|sākotnējā ziņa',
  },
  {
    language: 'lt',
    words: [
      'pradinis laiškas|originalus laiškas|pradinis pranešimas|persiųstas laiškas|peradresuotas laiškas',
      'persiųsta žinutė',
    ],
  },
  {
    language: 'pl',
    words: [
      'oryginalna wiadomość|wiadomość oryginalna|treść oryginalnej wiadomości',
      'treść przekazanej wiadomości|przekazana wiadomość|wiadomość przekazana|wiadomość przesłana dalej',
      'wiadomość oryginalna -|oryginalny e-mail|treść przekazywanej wiadomości',
    ],
    begins: 'początek przekazywanej wiadomości|początek przesyłanej dalej wiadomości',
  },
  {
    language: 'cs',
    words: [
      'původní zpráva|původní e-mail|přeposlaná zpráva|přeposlaný e-mail|přeposlané zprávy',
      'původní e-mailová zpráva|originální zpráva',
    ],
    begins: 'začátek přeposlané zprávy',
  },
  {
    language: 'sk',
    words: 'pôvodná správa|pôvodný e-mail|preposlaná správa|preposlaný e-mail|originálna správa',
    begins: 'začiatok preposlanej správy',
  },
  {
    language: 'sl',
    words: 'izvirno sporočilo|posredovano sporočilo|originalno sporočilo|prvotno sporočilo',
  },
  {
    language: 'hr',
    words: 'izvorna poruka|originalna poruka|proslijeđena poruka|prvotna poruka|prosljeđena poruka',
    begins: 'početak proslijeđene poruke',
  },
  {
    language: 'hu',
    words: 'eredeti üzenet|eredeti levél|továbbított üzenet|továbbított levél|eredeti e-mail',
    begins: 'továbbított levél kezdete|továbbított üzenet kezdete',
  },
  {
    language: 'ro',
    words: [
      'mesaj original|mesajul original|mesaj inițial|mesaj redirecționat|mesaj retrimis',
      'mesaj redirectionat|mesaj transmis',
    ],
    begins: 'începutul mesajului redirecționat|început mesaj redirecționat',
  },
  {
    language: 'el',
    words: ['αρχικό μήνυμα|προωθημένο μήνυμα|αρχικό email|πρωτότυπο μήνυμα', 'αρχικό μήνυμα ηλεκτρονικού ταχυδρομείου'],
    begins: 'έναρξη προωθημένου μηνύματος|αρχή προωθημένου μηνύματος',
  },
  {
    language: 'tr',
    words: [
      'orijinal ileti|orijinal mesaj|özgün ileti|özgün mesaj|iletilen ileti|iletilmiş mesaj',
      'yönlendirilmiş ileti|orjinal mesaj|asıl ileti|yönlendirilen ileti|iletilen mesaj',
      'orijinal e-posta|forwarded ileti',
    ],
    begins: [
      'iletilen ileti başlangıcı|iletinin başlangıcı|yönlendirilen ileti başlangıcı',
      'iletilen mesajın başlangıcı|iletilmiş mesajın başlangıcı',
    ],
  },
  {
    language: 'vi',
    words: [
      'tin nhắn gốc|thư gốc|thư đã chuyển tiếp|tin nhắn đã chuyển tiếp|thông điệp gốc|email gốc',
      'thư chuyển tiếp|thư được chuyển tiếp|tin nhắn chuyển tiếp|bản gốc',
    ],
    begins: 'bắt đầu thư được chuyển tiếp|bắt đầu thư chuyển tiếp|bắt đầu tin nhắn chuyển tiếp',
  },
  {
    language: 'id',
    words: 'pesan asli|pesan terusan|pesan diteruskan|pesan asal|email asli|pesan yang diteruskan',
    begins: 'awal pesan terusan|awal pesan yang diteruskan|mulai pesan yang diteruskan',
  },
  {
    language: 'ms',
    words: 'mesej asal|mesej dimajukan|mesej yang dimajukan',
  },
  {
    language: 'th',
    words: 'ข้อความต้นฉบับ|ข้อความเดิม|ข้อความที่ส่งต่อ|ข้อความที่ถูกส่งต่อ|ข้อความดั้งเดิม|อีเมลต้นฉบับ',
    begins: 'เริ่มข้อความที่ส่งต่อ|ข้อความที่ส่งต่อ',
  },
  {
    language: 'ar',
    words: [
      'الرسالة الأصلية|رسالة أصلية|رسالة معاد توجيهها|رسالة مُعاد توجيهها|رسالة محولة',
      'الرسالة المعاد توجيهها|رسالة موجّهة|النص الأصلي',
    ],
    begins: 'بداية الرسالة المعاد توجيهها|بداية الرسالة المُعاد توجيهها',
  },
  {
    language: 'he',
    words: 'הודעה מקורית|הודעה שהועברה|ההודעה המקורית|הודעה מועברת|הודעה שעברה בדואר|forwarded message',
    begins: 'תחילת ההודעה שהועברה|התחלת ההודעה שהועברה',
  },
  {
    language: 'fa',
    words: 'پیام اصلی|پیغام اصلی|پیام بازفرستاده|پیام هدایت‌شده|ایمیل اصلی|پیام ارسال‌شده',
    begins: 'شروع پیام فوروارد شده',
  },
  {
    language: 'hi',
    words: 'मूल संदेश|अग्रेषित संदेश|मूल मैसेज',
  },
];

/** What begins a divider that goes on with a name or a date: Lotus Notes' `Forwarded by Bob/ACME on 05/03/2022 10:22 AM`. */
export const DIVIDER_BEGINS: readonly string[] = [
  'forwarded by|message from|original message from|forwarded message from|reply from|original from',
  'weitergeleitet von|nachricht von|transféré par|message de|réacheminé par|reenviado por',
  'mensaje de|mensagem de|encaminhado por|inoltrato da|messaggio da|doorgestuurd door|bericht van',
  'vidarebefordrat av|videresendt af|videresendt av|przesłane przez|wiadomość od|przeposláno od|转发人',
  '轉寄者|転送者|전달자|переслано|сообщение от|gönderen',
];

/** Stems of the words for a mail, in any of these languages. */
export const MAIL_STEMS: readonly string[] = [
  'message|messag|messaggi|messatg|messaç|mensaj|mensag|mensax|mensach|missatg|mesaj|mesaĝ|mesazh|nachricht|mail|courriel|courrier',
  'correo|bericht|boodskap|meddeland|meddelels|melding|besked|berjocht|alpost|brev|viest|kiri|sõnum|ziņ|vēstul|laišk|pranešim',
  'wiadomoś|zpráv|správ|sporočil|poruk|üzenet|levél|ileti|bréf|skilaboð|skeyti|mezua|neges|xat|məktub|pesan|mesej|kemennad',
  'сообщен|письм|писмо|повідомлен|лист|съобщен|порук|порак|паведамлен|хат|μήνυμα|μηνύματ|tin nhắn|thư|ข้อความ|رسالة|پیام|پیغام|הודעה',
  'संदेश|सन्देश|বার্তা|સંદેશ|ਸੁਨੇਹਾ|செய்தி|సందేశం|ಸಂದೇಶ|സന്ദേശം|შეტყობინება|հաղորդագրություն|សារ',
  '邮件|郵件|信件|信息|消息|讯息|訊息|メール|メッセージ|메시지|메일|편지',
];

/** Stems of what says of such a mail that it came before: it is the original, was answered, passed on or quoted. */
export const EARLIER_STEMS: readonly string[] = [
  'origin|orgin|origj|orgj|orîj|oryginal|orixinal|orichin|orijin|orjin|orgineel|ursprüng|urspr|uppruna|oorspr|oarspr|oprind|opprinn|opphav',
  'alkuper|algne|algupär|esialg|sākotn|pradin|původ|pôvod|izvirn|izvorn|eredeti|iniți|initial|özgün|asıl|asli|asal|asl|gốc|jatorri',
  'wreiddiol|bhunaidh|orin|antwort|beantwort|reply|replied|respuest|respost|répons|rispost|svar|vastau|odpow|odpov|odgovor|válasz',
  'răspun|yanıt|cevap|balas|trả lời|forward|weitergel|transf|réexp|reenvi|reunvi|reninvi|encaminh|reencam|redirig|inoltr|doorgest',
  'aangest|vidarebef|videresen|vidaresen|áframsen|välitet|edelleen|edasta|edasi|pārsūt|persiųs|peradr|przek|przes|přepos|předan',
  'preposl|ďalej|posred|prosled|proslij|prosleđ|továbbít|redirec|înaint|yönlendir|iletil|iletilen|diterus|terusk|dimaj|chuyển tiếp',
  'birbid|plusend|previous|quoted|zitiert|citat|citad|исходн|первонач|ориг|ориг|арыг|аригін|початков|вихідн|изворн|ответ|відпов',
  'отговор|переадр|перенапр|пересл|пересы|переправ|перанак|перасл|препрат|проследен|прослеђ|αρχικ|απάντ|προώθ|προωθ|бағдарлан',
  'الأصلية|الاصلية|الأساسية|معاد|مُعاد|محولة|ممرّرة|اصلی|ارجاع|ارسال مجدد|מקורית|מועברת|שהועברה|मूल|मौलिक|मुळ|अग्रेषित|मूळ|মূল|মূল|ফরওয়ার্ড|મૂળ|ਅਸਲੀ',
  'மூல|వాస్తన|ಮೂಲ|യഥാര്|ორიგინალი|ដើម|បញ្ជូនបន្ត|ต้นฉบับ|เดิม|ส่งต่อ|原始|原|转发|轉發|轉寄|轉遞|回复|回覆|元の|転送|オリジナル|원본|전달',
];

/** Stems of what says that something came earlier, in the heading of a desk above the replies before: `Previous replies`. */
export const BEFORE_STEMS: readonly string[] = [
  'previous|earlier|older|prior|past|history|histor|früher|vorherig|bisherig|verlauf|précédent|antérieur|historique|anterior|precedent',
  'eerdere|vorige|tidigare|tidligere|aiemm|varhais|poprzedn|wcześniejsz|předchoz|předeš|predchádz|prejšnj|prethodn|korábbi|előz',
  'προηγούμεν|предыдущ|ранее|попередн|предишн|önceki|geçmiş|trước|sebelum|ก่อนหน้า|السابقة|קודמ|قبلی|पिछल',
  '历史|以往|之前|先前|以前|歷史|過去|以前|これまで|이전|지난',
];

/** Stems of what such a heading names besides mails. */
export const REPLY_STEMS: readonly string[] = [
  'repl|response|comment|conversation|correspondence|thread|discussion|antwort|kommentar|konversation|gespräch|réponse|commentaire',
  'échange|respuest|comentario|conversaci|respost|comentári|convers|rispost|comment|reactie|antwoord|svar|vastau|odpowied|odpov',
  'odgovor|válasz|răspuns|απαντ|ответ|коммент|переписк|відпов|отговор|yanıt|yorum|phản hồi|trả lời|balasan|ตอบ|ردود|תגוב|پاسخ',
  '回复|回覆|留言|往来|往來|记录|記錄|返信|やりとり|답장|답변|대화',
];
