/** What people are, and what firms call themselves, below a name. */
interface CardWords {
  readonly language: string;
  /** Whole words where the script sets words apart, parted by `|`. */
  readonly roles: string;
  readonly firms: string;
  /** What stands before a number or an address that somebody is reached at. */
  readonly labels: string;
}

/** A row a language. */
export const CARD_WORDS: readonly CardWords[] = [
  {
    language: 'en',
    roles:
      'manager|director|engineer|developer|officer|president|chairman|chairwoman|founder|co-founder|owner|partner|consultant|analyst|assistant|associate|administrator|coordinator|specialist|supervisor|executive|accountant|attorney|lawyer|counsel|architect|designer|secretary|treasurer|professor|lecturer|researcher|scientist|physician|nurse|teacher|editor|journalist|agent|broker|trader|representative|technician|programmer|head of|team lead|lead|ceo|cto|cfo|coo|cio|ciso|cmo|vp|svp|evp|phd|mba|cpa|dept|department|division|sales|marketing',
    firms:
      'ltd|limited|inc|incorporated|llc|llp|plc|corp|corporation|company|co|group|holdings|university|college|institute|foundation|associates|partners|pty|hospital|school|labs|solutions|technologies|consulting|enterprises|industries',
    labels:
      't|p|m|f|e|w|o|c|d|tel|telephone|phone|ph|mob|mobile|cell|cellular|office|direct|main|work|home|desk|fax|facsimile|toll free|toll-free|e-mail|email|mail|web|website|site|url|skype|twitter|x|linkedin|facebook|instagram|whatsapp|telegram|signal|wechat|blog|github|address|ext|hotline|switchboard|zoom|calendar|visit us|follow us',
  },
  {
    language: 'zh',
    roles:
      '经理|總監|经办|主任|总监|總經理|總裁|总裁|董事|工程师|工程師|部长|部長|主管|专员|專員|顾问|顧問|助理|会计|會計|律师|律師|教授|老师|老師|客服部|销售部|市场部|财务部|技术部|人事部|业务员|業務|创始人|創辦人|首席|课长|科长|经纪',
    firms: '公司|集团|集團|大学|大學|学院|學院|研究所|研究院|事务所|事務所|中心|工作室|企业|企業|股份',
    labels:
      '电话|電話|手机|手機|传真|傳真|邮箱|郵箱|邮件|郵件|电邮|電郵|电子邮件|電子郵件|地址|邮编|郵編|网址|網址|网站|網站|微信|热线|熱線|座机|座機|固话|移动电话|行動電話|联系电话|聯絡電話|分机|分機|公司|部门|部門',
  },
  {
    language: 'ja',
    roles: '部長|課長|係長|主任|社長|取締役|代表|営業部|営業|担当|マネージャー|エンジニア|総務部|開発部|教授|弁護士',
    firms: '株式会社|有限会社|合同会社|(株)|（株）|㈱|法人|大学|研究所|事務所|病院|商事|商店',
    labels:
      '電話|電話番号|携帯|携帯電話|直通|代表|内線|ファックス|ファクス|メール|住所|ホームページ|メールアドレス|ＴＥＬ|ＦＡＸ|ＵＲＬ|〒',
  },
  {
    language: 'ko',
    roles: '대리|과장|차장|부장|팀장|이사|대표|사원|주임|실장|본부장|책임|선임|연구원|매니저|교수|변호사',
    firms: '주식회사|(주)|㈜|유한회사|대학교|연구소|그룹|재단',
    labels: '전화|휴대폰|핸드폰|휴대전화|모바일|연락처|팩스|이메일|메일|주소|홈페이지|웹사이트',
  },
  {
    language: 'ru',
    roles:
      'менеджер|директор|инженер|руководитель|начальник|специалист|бухгалтер|юрист|адвокат|консультант|аналитик|разработчик|программист|заместитель|помощник|секретарь|президент|администратор|отдел|отдела|редактор|доцент',
    firms: 'ооо|оао|зао|пао|ао|ип|компания|группа|университет|институт|тоо',
    labels: 'тел|телефон|моб|мобильный|факс|почта|e-mail|эл. почта|сайт|адрес|скайп|раб|доб|телеграм|т',
  },
  {
    language: 'de',
    roles:
      'geschäftsführer|geschäftsführerin|geschäftsführung|leiter|leiterin|leitung|vertrieb|ingenieur|ingenieurin|entwickler|entwicklerin|berater|beraterin|assistent|assistentin|assistenz|sachbearbeiter|sachbearbeiterin|vorstand|prokurist|prokuristin|inhaber|inhaberin|rechtsanwalt|rechtsanwältin|steuerberater|buchhaltung|abteilung|kundenservice|einkauf|referent|referentin|dipl.-ing|dipl.-kfm|projektleiter|projektleiterin',
    firms:
      'gmbh|ag|kg|ohg|ug|gbr|e.v|mbh|se|universität|hochschule|institut|stiftung|genossenschaft|handelsregister|hrb',
    labels: 'telefon|fon|mobil|handy|telefax|durchwahl|internet|anschrift|adresse|webseite|büro|zentrale|tel.-nr',
  },
  {
    language: 'fr',
    roles:
      'directeur|directrice|responsable|ingénieur|ingénieure|gérant|gérante|chef de|cheffe de|chargé|chargée|conseiller|conseillère|assistante|avocat|avocate|comptable|développeur|développeuse|président|présidente|commercial|commerciale|secrétaire|technicien|technicienne|service',
    firms: 'sarl|sas|sa|sasu|eurl|snc|société|université|groupe|cabinet|association|école',
    labels:
      'tél|téléphone|portable|port|mob|bureau|standard|télécopie|courriel|mél|site|site web|adresse|ligne directe',
  },
  {
    language: 'es',
    roles:
      'director|directora|gerente|jefe|jefa|ingeniero|ingeniera|responsable|coordinador|coordinadora|asesor|asesora|abogado|abogada|contador|contadora|desarrollador|desarrolladora|presidente|presidenta|socio|socia|analista|administrador|administradora|ventas|departamento',
    firms: 's.l|s.a|sl|sa|s.l.u|s.a.s|sas|s.r.l|srl|empresa|grupo|universidad|fundación|cía',
    labels:
      'teléfono|tfno|tlf|móvil|movil|celular|cel|correo|correo electrónico|dirección|página web|sitio web|oficina',
  },
  {
    language: 'pt',
    roles:
      'diretor|diretora|engenheiro|engenheira|sócio|sócia|advogado|advogada|contador|contadora|desenvolvedor|desenvolvedora|coordenador|coordenadora|supervisor|supervisora|assessor|assessora|vendas|departamento|gerência',
    firms: 'ltda|s/a|eireli|lda|universidade|grupo|fundação|cia|me',
    labels: 'telefone|telemóvel|fone|cel|endereço|morada|sítio|telem|escritório|ramal',
  },
  {
    language: 'it',
    roles: 'direttore|direttrice|responsabile|ingegnere|ing|dott|dott.ssa|avv|avvocato|consulente|titolare|ufficio',
    firms: 's.r.l|s.p.a|srl|spa|s.n.c|s.a.s|società|università|azienda|gruppo|studio',
    labels: 'telefono|cellulare|cell|indirizzo|sito|sito web|posta|pec|uff',
  },
  {
    language: 'nl',
    roles: 'directeur|medewerker|adviseur|ontwikkelaar|eigenaar|projectleider|afdeling|hoofd|verkoop|inkoop',
    firms: 'b.v|bv|n.v|nv|vof|stichting|universiteit|gemeente|groep',
    labels: 'telefoon|mobiel|tel.nr|adres|kvk|website',
  },
  {
    language: 'tr',
    roles: 'müdürü|müdür|uzmanı|uzman|mühendisi|mühendis|yönetici|danışman|avukat|sorumlusu|genel müdür|kurucu',
    firms: 'a.ş|ltd. şti|ltd.şti|şti|üniversitesi|şirketi|holding',
    labels: 'telefon|cep|gsm|faks|e-posta|eposta|adres|web',
  },
  {
    language: 'vi',
    roles: 'giám đốc|trưởng phòng|nhân viên|kỹ sư|chuyên viên|kế toán|phó giám đốc|quản lý|phòng kinh doanh|luật sư',
    firms: 'công ty|tập đoàn|trường đại học|tnhh|chi nhánh',
    labels: 'điện thoại|đt|đtdđ|sđt|di động|địa chỉ|email|hotline|trang web',
  },
  {
    language: 'pl/cs/sk/hu/ro',
    roles: 'dyrektor|kierownik|specjalista|prezes|inżynier|ředitel|jednatel|manažer|konateľ|igazgató|vezető|inginer',
    firms: 'sp. z o.o|sp. z o. o|s.r.o|a.s|spol. s r.o|kft|zrt|bt|nyrt|uniwersytet|univerzita|egyetem',
    labels: 'telefon|kom|tel. kom|mobilní|mob|adres|adresa|strona|email|www',
  },
  {
    language: 'sv/da/no/fi',
    roles:
      'vd|chef|direktør|direktör|ingenjör|ingeniør|rådgivare|rådgiver|utvecklare|utvikler|toimitusjohtaja|päällikkö',
    firms: 'ab|aps|a/s|as|asa|oy|oyj|universitet|yliopisto',
    labels: 'telefon|tlf|mobil|puh|puhelin|gsm|adress|adresse|osoite|hemsida|hjemmeside',
  },
];

/** A sentence with one of these may announce what stands below it: then it is told, not signed. In lower case. */
export const DATA_WORDS: readonly string[] = [
  'address|number|numbers|details|contact|contacts|information|info|data|below|following|asked for|requested|invoice|bill|billing|ship|shipping|deliver|recipient|beneficiary|name|owner|holder|person|colleague|company|reach|call|phone|write to|speak to|talk to|send|sent to|send to',
  '联系|聯絡|地址|电话|電話|信息|資訊|资料|資料|如下|以下|姓名|名字|收件|发票|發票|连络',
  '連絡|住所|番号|情報|下記|宛先|氏名|名前|주소|번호|연락|정보|아래|이름|다음과',
  'firma|schicken|senden|anschrift|adresse|nummer|daten|kontakt|kontaktdaten|folgende|folgenden|unten|rechnung|empfänger|ansprechpartner|erreichen',
  'coordonnées|suivant|suivante|suivants|numéro|ci-dessous|destinataire|facture|nom|contacter|joindre',
  'dirección|número|datos|siguiente|siguientes|contacto|factura|destinatario|nombre|abajo|endereço|dados|seguinte|contato|fatura|nome|abaixo',
  'адрес|номер|данные|данных|контакт|контакты|ниже|следующий|получатель|имя|реквизиты|счет|счёт',
  'indirizzo|dati|seguente|contatto|fattura|adres|gegevens|volgende|bilgi|bilgilerim|numaram|adresim|bilgileri|bilgiler|numara|numarası|aşağıda|iletişim|thông tin|địa chỉ|liên hệ|sau đây|dưới đây|họ tên',
];

/** What has a number and is no place. In lower case. */
export const NUMBERED_WORDS: readonly string[] = [
  'user|uid|id|uuid|order|ticket|case|account|txid|hash|error|code|pin|balance|amount|wallet|invoice|transaction|customer|member|version|step|page|line|item|total|price|fee',
  '订单|用户|用戶|编号|編號|验证码|驗證碼|账号|帳號|金额|金額|订单号|錯誤|错误|注文|会員|番号|エラー|주문|회원|번호|금액|오류',
  'bestellung|kunde|kundennummer|konto|betrag|fehler|rechnung|vorgang|commande|client|montant|erreur|compte|facture|pedido|cliente|cuenta|importe|error|conta|valor|erro|заказ|заявка|счет|счёт|сумма|ошибка|sipariş|hesap|tutar|hata|đơn hàng|tài khoản|lỗi|ordine|conto|importo',
];

/** With one of these a paragraph asks to enter what stands below it, or points to it. In lower case. */
export const POINTING_WORDS: readonly string[] = [
  'change|update|register|enter|record|replace|correct|put me|add me|add him|add her|here you go|here it is|here they are|as asked|as you asked|as requested|please note|this is|is this|are these|these are|as follows|use this|use these|for your records|new holder|beneficiary|withdraw to|transfer to|pay to|for the account|card is|goes to|went to',
  '登记|登記|修改|更改|更新|填写|填寫|填入|改成|改为|改為|新增|添加|变更|變更|这是|這是|这个是|給你|给你|给您|給您|如图|照此',
  '登録|変更|記入|入力|こちらです|これです|등록|변경|수정|입력|기재|이것입니다|여기 있습니다',
  'ändern|ändert|eintragen|tragen|trage|registrieren|erfassen|aktualisieren|ersetzen|hier ist|hier sind|wie gewünscht|das ist|dies ist|bitte notieren|neuer inhaber',
  "enregistrer|enregistrez|modifier|modifiez|changer|changez|inscrire|inscrivez|noter|notez|mettre à jour|voici|voilà|titulaire|c'est|c’est",
  'registrar|registre|registren|cambiar|cambie|cambien|actualizar|actualice|anotar|anote|aquí está|aquí tiene|aquí va|este es|esta es|titular|alterar|altere|atualizar|atualize|cadastrar|cadastre|aqui está|segue|este é|esta é',
  'измените|изменить|поменяйте|зарегистрируйте|запишите|внесите|впишите|обновите|вот|это',
  'registrare|registrate|cambiare|cambiate|aggiornare|aggiornate|ecco|questo è|wijzig|wijzigen|registreer|noteer|hierbij|dit is|değiştirin|kaydedin|güncelleyin|ekleyin|işte|budur|kişi bu|thay đổi|đăng ký|cập nhật|ghi nhận|đây là',
];

/** Whoever uses these tells of somebody: a card below may be that person's. In lower case. */
export const PERSON_WORDS: readonly string[] = [
  'he|she|him|her|his|man|woman|guy|caller|person|people|somebody|someone|who|lawyer|attorney|solicitor|husband|wife|son|daughter|father|mother|brother|sister|friend|boss|agent|employee|employees|colleague|manager|scammer|scammers|fraudster|thief|hacker|impersonator|accountant|broker|partner|named|called me|contacted me|wrote to me',
  '他|她|对方|對方|有人|某人|这人|這人|那人|律师|律師|丈夫|妻子|老公|老婆|朋友|自称|自稱|骗子|騙子|员工|員工|同事|联系我|聯繫我|打电话',
  '彼|彼女|弁護士|担当者|詐欺|夫|妻|友人|という人|그가|그녀|변호사|남편|아내|친구|사람|사기꾼|직원',
  "er|mann|frau|anwalt|rechtsanwalt|anrufer|kollege|kollegin|ehemann|ehefrau|freund|freundin|chef|mitarbeiter|betrüger|jemand|il|elle|avocat|avocate|mari|femme|homme|ami|amie|quelqu'un|escroc|employé|collègue",
  'él|ella|abogado|abogada|hombre|mujer|esposo|esposa|marido|amigo|amiga|estafador|alguien|empleado|jefe|ele|ela|advogado|advogada|homem|mulher|alguém|golpista|funcionário',
  'он|она|ему|ей|его|её|человек|адвокат|юрист|муж|жена|друг|мошенник|сотрудник|кто-то|звонил|звонила',
  'lui|lei|avvocato|uomo|donna|marito|moglie|amico|truffatore|hij|zij|advocaat|vriend|oplichter|avukat|avukatım|adam|kadın|kişi|arayan|eşim|arkadaşım|dolandırıcı|anh ta|cô ta|luật sư|người|chồng|vợ|bạn tôi|kẻ lừa đảo',
];

/** What firms and persons are asked for, and hardly sign with. In lower case. */
export const RARE_WORDS: readonly string[] = [
  "company number|company no|registration number|passport|id card|identity card|id number|national id|account|iban|swift|bic|sort code|date of birth|born|dob|birthday|wallet|ssn|tax id|driving licence|driver's license|uid|user id",
  '护照|護照|身份证|身分證|账号|帳號|账户|帳戶|银行卡|銀行卡|出生|生日|钱包|錢包|パスポート|口座|生年月日|마이넘버|여권|계좌|생년월일|주민등록',
  "reisepass|ausweis|personalausweis|kontonummer|konto|geburtsdatum|geboren|passeport|carte d'identité|compte|date de naissance|né le|née le|pasaporte|dni|cuenta|fecha de nacimiento|nacimiento|passaporte|cpf|conta|data de nascimento",
  'паспорт|счёт|счет|дата рождения|passaporto|conto|data di nascita|paspoort|rekening|geboortedatum|pasaport|kimlik|hesap|doğum tarihi|hộ chiếu|cmnd|cccd|tài khoản|ngày sinh',
];

/** With nothing but this somebody answers that they were asked for something: it may follow. In lower case. */
export const CONSENT_WORDS: readonly string[] = [
  'yes|sure|ok|okay|of course|no problem|certainly|gladly|with pleasure|agreed|ja|gerne|natürlich|sicher|klar|kein problem|oui|bien sûr|d accord|volontiers|pas de problème',
  'sí|si|claro|por supuesto|de acuerdo|sim|com certeza|sem problema|sì|certo|va bene|да|конечно|хорошо|ладно|evet|tabii|tamam|vâng|được|dạ',
  '可以|好的|好|是的|是|没问题|沒問題|行|当然|當然|はい|もちろんです|承知しました|네|예|물론입니다|알겠습니다',
];
