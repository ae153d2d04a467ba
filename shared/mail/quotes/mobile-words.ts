/**
 * What a program puts below a mail. `begins` and `ends` are what the line begins and ends with, in lower case, parted by
 * `|`; a row with `named` also needs the name of a device or program in it, for its words are ordinary.
 */
interface MobileWords {
  readonly language: string;
  readonly begins?: string | readonly string[];
  readonly ends?: string | readonly string[];
  readonly named?: true;
}

/** A row a language and word order. */
export const MOBILE_WORDS: readonly MobileWords[] = [
  {
    language: 'en',
    begins: [
      'sent from my|sent via the samsung|sent on the sprint|sent via my|sent by my|sent using my|sent on my',
      'sent with my|get outlook for|sent wirelessly|typed on my|written on my',
      'dictated on my|please excuse my brevity|please excuse brevity|please excuse any typos',
      'please excuse typos|excuse typos|excuse my brevity|secured with tuta|sent securely',
      'sent from the all new aol app|get bluemail|sent from inbox|sent with inbox|sent using inbox',
      'yahoo mail: search, organize, conquer|all new yahoo mail|do you yahoo!?',
      'wirelessly from my|wirelessly via|on the go, please excuse|on the go, excuse|on the move, please excuse',
      'please forgive my brevity|please forgive any typos|please pardon any typos|please pardon my brevity|pardon my brevity',
      'excuse any typos|forgive typos|pardon typos|please excuse spelling|please excuse the brevity|please pardon the brevity',
      'apologies for typos|apologies for any typos|brevity and typos',
    ],
  },
  {
    language: 'en',
    begins:
      'typed with|typed by|typed on|tapped on|tapped out on|thumbed on|written on|written with|dictated with|dictated to|delivered by|powered by|brought to you by',
    named: true,
  },
  {
    language: 'de',
    begins: [
      'bitte entschuldigen sie die kürze|bitte entschuldigen sie tippfehler|bitte entschuldigen sie eventuelle tippfehler',
      'bitte entschuldigen sie meine kürze|bitte entschuldige die kürze|bitte entschuldige tippfehler|von unterwegs geschrieben',
    ],
  },
  {
    language: 'fr',
    begins:
      "veuillez excuser la brièveté|veuillez excuser les fautes|merci d'excuser la brièveté|désolé pour les fautes de frappe|envoyé sans fil|sans fil par mon|sans fil de mon",
  },
  {
    language: 'es/pt',
    begins:
      'disculpe la brevedad|disculpen la brevedad|disculpe los errores|perdone la brevedad|desculpe a brevidade|desculpe os erros de digitação|desculpe erros de digitação',
  },
  {
    language: 'en',
    begins: [
      'sent from|sent via|sent by|sent with|sent using|sent on|sent through|composed on|posted from',
      'message sent from|mail sent from|email sent from|e-mail sent from',
    ],
    named: true,
  },
  {
    language: 'zh',
    begins: [
      '发自|發自|寄自|来自|來自|发送自|發送自|寄件自|获取 outlook|获取适用于|下载 outlook|下载适用于|取得 outlook|取得適用於|下載 outlook|下載適用於|签名由',
      '簽名由|傳送自|传送自',
    ],
    named: true,
  },
  {
    language: 'zh',
    begins: '从|從|由|使用|通过|通過|透過|用',
    ends: '发送|傳送|發送|寄出|发出|發出|发来|定制|发来的|寄送',
    named: true,
  },
  {
    language: 'ja',
    ends: 'から送信|から送信されました|より送信|から送信しました|を入手|を入手する|から送る|からの送信|にて送信',
    named: true,
  },
  { language: 'ja', begins: '発信元|送信元', named: true },
  {
    language: 'ko',
    ends: '에서 보냄|에서 보냅니다|에서 작성|에서 보낸 메일|에서 발송|에서 보냈습니다|에서 전송|outlook 받기|outlook 다운로드|에서 발송된 메일입니다|에서 전송했습니다',
    named: true,
  },
  {
    language: 'ru',
    begins: [
      'отправлено с |отправлено из|отправлено через|отправлено от|послано с|скачать outlook',
      'получить outlook|написано с|отправлено при помощи|загрузить outlook',
    ],
    named: true,
  },
  { language: 'uk', begins: 'надіслано з|надіслано із|відправлено з|надіслано через|отримати outlook', named: true },
  { language: 'bg', begins: 'изпратено от|изпратено с', named: true },
  {
    language: 'de',
    begins: [
      'gesendet von meinem|gesendet von meiner|gesendet mit meinem|diese nachricht wurde von meinem',
      'sicher versendet mit|von unterwegs gesendet|holen sie sich outlook|laden sie outlook',
      'mobil gesendet|outlook für ios beziehen|outlook für android beziehen',
    ],
  },
  {
    language: 'de',
    begins: [
      'gesendet mit|gesendet von|gesendet über|gesendet aus|gesendet vom|versendet mit|versendet von',
      'outlook für|verschickt mit|verschickt von|diese e-mail wurde mit|diese nachricht wurde mit',
      'geschrieben mit|sicher gesendet mit',
    ],
    named: true,
  },
  { language: 'de', begins: 'von|vom|mit', ends: 'gesendet|geschrieben|versendet|verschickt', named: true },
  {
    language: 'fr',
    begins: [
      'envoyé de mon|envoyé de ma|envoyé depuis mon|envoyé à partir de mon|envoyé via mon',
      "envoyé par mon|envoyé avec mon|envoyé d’un|envoyé d'un|télécharger outlook|obtenez outlook",
      'obtenir outlook|téléchargez outlook|envoye de mon|provenance : courrier|provenance: courrier',
      'envoyé de mobile',
    ],
  },
  {
    language: 'fr',
    begins: [
      'envoyé de|envoyé depuis|envoyé à partir|envoyé via|envoyé par|envoyé avec|envoyé par le',
      'message envoyé de|message envoyé depuis|message envoyé avec|message envoyé par|courriel envoyé',
    ],
    named: true,
  },
  {
    language: 'es',
    begins: [
      'enviado desde mi|enviado de mi|enviado con mi|enviado via mi|obtener outlook|descargar outlook',
      'enviado desde un|obtén outlook|consigue outlook|mandado desde mi|enviado desde mis',
    ],
  },
  {
    language: 'es',
    begins: 'enviado desde|enviado con|enviado mediante|enviado por|enviado a través|enviado vía|enviado via',
    named: true,
  },
  {
    language: 'ca',
    begins: 'enviat des del meu|enviat des de|enviat amb|enviat del meu|obteniu outlook|obtén outlook',
  },
  {
    language: 'pt',
    begins: [
      'enviado do meu|enviado a partir do meu|enviada do meu|enviado pelo meu|enviado de meu',
      'obter o outlook|obtenha o outlook|baixe o outlook|baixar o outlook|enviado através do meu',
      'enviado via meu|enviado da minha|obter outlook',
    ],
  },
  {
    language: 'pt',
    begins: [
      'enviado do|enviado de|enviado pelo|enviado a partir|enviado com|enviado através|enviado da',
      'enviada do|enviado no',
    ],
    named: true,
  },
  {
    language: 'it',
    begins: [
      'inviato dal mio|inviato dalla mia|inviato da mio|inviato con il mio|scarica outlook',
      'ottieni outlook|inviato dal cellulare|spedito dal mio|mandato dal mio|inviato da un',
    ],
  },
  { language: 'it', begins: 'inviato da|inviato con|inviato tramite|inviato dal|inviata da|inviato dall', named: true },
  {
    language: 'nl',
    begins: [
      'verzonden vanaf mijn|verstuurd vanaf mijn|verzonden vanuit mijn|verstuurd van mijn',
      'verzonden met mijn|verzonden via mijn|verstuurd met mijn|verstuurd vanuit mijn',
      'outlook voor ios downloaden|outlook voor android downloaden|download outlook voor',
      'outlook downloaden voor|haal outlook voor|verzonden van mijn',
    ],
  },
  {
    language: 'nl',
    begins: [
      'verzonden vanaf|verzonden vanuit|verzonden met|verstuurd vanaf|verstuurd met|verzonden via',
      'verstuurd via|verstuurd vanuit',
    ],
    named: true,
  },
  {
    language: 'sv',
    begins: [
      'skickat från min|skickat från mitt|skickades från min|skickat via min|hämta outlook',
      'skaffa outlook|sänt från min|från min|skickat med min',
    ],
  },
  { language: 'sv', begins: 'skickat från|skickades från|skickat med|skickat via', named: true },
  {
    language: 'da',
    begins: 'sendt fra min|sendt fra mit|sendt via min|hent outlook|få outlook|sendt med min|sendt fra mine',
  },
  {
    language: 'da/no',
    begins: 'sendt fra|sendt med|sendt via|sendt frå|skaff deg outlook|last ned outlook',
    named: true,
  },
  { language: 'is', begins: 'sent úr|sent frá', named: true },
  { language: 'fi', begins: 'lähetetty |hanki outlook|hae outlook', named: true },
  { language: 'fi', ends: 'lähetetty|lähetetty.', named: true },
  { language: 'et', begins: 'saadetud minu|saadetud|hankige outlook', named: true },
  { language: 'lv', begins: 'sūtīts no|nosūtīts no|iegūstiet outlook', named: true },
  { language: 'lt', begins: 'išsiųsta iš|siųsta iš|gaukite outlook', named: true },
  {
    language: 'pl',
    begins: [
      'wysłane z mojego|wysłano z mojego|wysłane z telefonu|wysłane z iphone|wysłano z iphone',
      'wiadomość wysłana z|pobierz program outlook|pobierz aplikację outlook|pobierz outlook',
      'uzyskaj outlook',
    ],
  },
  { language: 'pl', begins: 'wysłane z|wysłano z|wysłane za|wysłane przez|wysłane przy|wysłano za', named: true },
  {
    language: 'cs',
    begins: [
      'odesláno z mého|odesláno z mojí|posláno z mého|odesláno z|posláno z|odesláno pomocí',
      'získat outlook|získejte outlook',
    ],
    named: true,
  },
  {
    language: 'sk',
    begins: 'odoslané z môjho|odoslané z|poslané z|odoslané pomocou|získať outlook|získajte outlook',
    named: true,
  },
  { language: 'sl', begins: 'poslano iz|poslano z|poslano s|poslano prek|pridobite outlook', named: true },
  {
    language: 'hr',
    begins: [
      'poslano s mog|poslano s|poslano iz|poslato sa|poslano putem|preuzmite outlook|nabavite outlook',
      'poslano sa|послато са',
    ],
    named: true,
  },
  { language: 'hu', begins: 'elküldve|küldve a|küldve:', named: true },
  { language: 'hu', ends: 'küldve|küldve.|küldött|küldtem|telefonomról|iphone-omról küldve|letöltése', named: true },
  {
    language: 'ro',
    begins: 'trimis de pe|trimis din|trimis cu|trimis prin|expediat de pe|obțineți outlook',
    named: true,
  },
  {
    language: 'el',
    begins:
      'από το iphone|από το κινητό|από το android|στάλθηκε από|εστάλη από|αποστολή από|απεστάλη από|λήψη του outlook|αποκτήστε το outlook',
    named: true,
  },
  {
    language: 'tr',
    ends: 'gönderildi|gönderilmiştir|gönderildi.|gönderdim|edinin|indirin|gönderilmiştir.',
    named: true,
  },
  {
    language: 'vi',
    begins: 'đã gửi từ|được gửi từ|gửi từ|tải outlook|nhận outlook|đã gửi bằng|lấy outlook',
    named: true,
  },
  {
    language: 'id',
    begins: 'dikirim dari|terkirim dari|dikirim melalui|dikirim menggunakan|dapatkan outlook|unduh outlook',
    named: true,
  },
  { language: 'ms', begins: 'dihantar dari|dihantar daripada|dihantar melalui', named: true },
  { language: 'tl', begins: 'ipinadala mula sa|ipinadala mula|naipadala mula', named: true },
  { language: 'th', begins: 'ส่งจาก|ส่งมาจาก|ส่งด้วย|รับ outlook|ดาวน์โหลด outlook|ส่งผ่าน', named: true },
  {
    language: 'ar',
    begins: [
      'أرسلت من|تم الإرسال من|مُرسل من|مرسل من|أُرسلت من|ارسلت من|أرسل من|تم إرساله من|احصل على outlook',
      'تم الإرسال بواسطة|الحصول على outlook|أُرسل من',
    ],
    named: true,
  },
  {
    language: 'he',
    begins: 'נשלח מה|נשלח מ|נשלח באמצעות|נשלח מתוך|השג את outlook|קבל את outlook|קבל outlook',
    named: true,
  },
  { language: 'fa', begins: 'ارسال شده از|فرستاده شده از|ارسال‌شده از|ارسال از', named: true },
  { language: 'hi', ends: 'से भेजा गया|से भेजा', named: true },
];

/** Devices and programs, in lower case, as parts of words. */
export const DEVICES: readonly string[] = [
  'iphon|ipad|ipod|айфон|آيفون|آیفون|الآيفون|אייפון|ไอโฟน|아이폰|apple|imac|macbook|vision pro|android',
  'андроид|samsung|galaxy|huawei|华为|華為|honor|荣耀|xiaomi|小米|redmi|红米|poco |oppo|vivo|oneplus|一加',
  'realme|meizu|魅族|zte|中兴|lenovo|联想|nokia|lumia|sony|xperia|htc|motorola|moto |pixel|nexus',
  'blackberry|lg |asus|windows|microsoft|outlook|yahoo|aol|gmail|google|proton|tuta|posteo',
  'thunderbird|k-9|fairemail|spark |airmail|newton |front |hey |superhuman|mailbird|mailspring',
  'nylas|nine |bluemail|boxer |workspace one|missive|canary |edison|polymail|shortwave|em client',
  'aquamail|aqua mail|mymail|typeapp|zoho|zimbra|fastmail|gmx|web.de|yandex|яндекс|почт|mail.ru',
  'roundcube|squirrelmail|horde|evolution|geary|mutt |claws|sylpheed|lotus|traveler|touchdown',
  'verizon|sprint|t-mobile|at&t|vodafone|orange |movistar|telcel|claro |wireless|handheld|mobile',
  'mobil|móvil|celular|cellulare|telefon|teléfono|telefono|téléphone|telefoon|telefone|phone|handy ',
  'smartphone|tablet|portable|телефон|смартфон|мобил|puhelim|matkapuhelim|komór|điện thoại|ponsel',
  'hp |โทรศัพท์|هاتف|جهاز|گوشی|נייד|טלפון|手机|手機|foxmail|qq|网易|網易|阿里|钉钉|釘釘|飞书|企业微信|微信|新浪|搜狐|139邮箱|189邮箱|手机邮箱|移动邮箱|スマートフォン',
  '携帯|スマホ|ケータイ|휴대폰|스마트폰|핸드폰|갤럭시|네이버|naver|daum|carrier pigeon|device|dispositivo|appareil|gerät',
  'toestel|surface|chromebook|watch |κινητό|libero|spike|hiri |postbox|unibox|hushmail|xfinity|comcast|netease|sina |wpmail',
  'rediff|migadu|tapatalk|mail app|telstra|rogers|bell mobility|coolpad|tecno|infinix|mailbox',
];

/** What a Chinese line about a device or program ends with. */
export const HAN_DEVICES: readonly string[] = [
  '手机|手機|邮箱|郵箱|信箱|电脑|電腦|平板|客户端|客戶端|用户端|大师|大師|版|应用|應用|应用程序|應用程式|邮件|郵件|设备|設備|裝置|定制|终端|行動裝置|移动端',
];

/** What people send things from, which is no device: with one of these, a line is a sentence. In lower case. */
export const NO_DEVICES: readonly string[] = [
  'my desk|my heart|my home|my house|my couch|my wife|my husband|my friend|my mother|my father|my company|my school|my hotel',
  'wallet|account|bank|address|exchange|card|balance|binance|coinbase|ledger|metamask|office|cuenta|billetera|monedero',
  'konto|compte|portefeuille|conta |carteira|conto |portafoglio|rekening|кошел|счет|счёт|рахун|hesab|cüzdan|tài khoản|ví ',
  '钱包|錢包|账户|帳戶|账号|帳號|地址|银行|銀行|ウォレット|口座|지갑|계좌|rekening|dompet|akun|บัญชี|กระเป๋า|محفظ|حساب',
];

/** Words that only a sentence has. In lower case. */
export const TELLING_WORDS: readonly string[] = [
  'of|yesterday|today|already|but|because|it|you|was|were|is|did|does|not|ago|when|gestern|heute|habe|nicht|hier|ayer|hoy',
  'pero|no se|hier|pas|mais|ieri|oggi|non|ma|ontem|hoje|não|mas|gisteren|niet|вчера|сегодня|не|но|я|dün|bugün|ama',
  '昨日|今日|先ほど|さっき|昨天|今天|刚才|刚刚|剛才|어제|오늘|방금',
  'old|antigo|antiga|viejo|vieja|ancien|ancienne|vecchio|altes|alten|старого|eski|cũ|旧|舊|以前的',
  '不|没|沒|无法|無法|未|了|吗|嗎|怎么|怎麼|验证|驗證|请|請|ません|ない|です|안 |못 |않',
];
