/** A status (RFC 3463) and the words by which servers say it. */
export type Wording = readonly [status: string, says: RegExp];

/** What a language calls the things of mail, and what can be wrong with them: stems, for their endings change. */
interface Vocabulary {
  readonly box: string;
  readonly full: string;
  readonly message: string;
  readonly big: string;
  /** Said of nothing but a mail. */
  readonly oversize?: string;
  readonly account: string;
  readonly disabled: string;
  readonly host: string;
  readonly user: string;
  readonly unknown: string;
  readonly refused: string;
}

const LANGUAGES: readonly Vocabulary[] = [
  // German
  {
    box: 'postfach|mailbox|posteingang|speicherplatz|quota|kontingent|briefkasten',
    full: String.raw`\bvoll\b|überschritten|erschöpft|überfüllt|ausgeschöpft|belegt|maximale? größe`,
    message: 'nachricht|e-?mail|anhang|größe',
    big: 'zu gro(?:ß|ss)',
    oversize: String.raw`(?:nachrichten|mail)größe[^.\n]{0,20}überschr`,
    account: 'konto|postfach|account|benutzer|empfänger|adresse|mailbox|kunde',
    disabled: 'deaktivier|gesperrt|inaktiv|geschlossen|gekündigt|nicht (?:mehr )?aktiv|gelöscht|stillgelegt|abgemeldet',
    host: 'domain|domäne|host|rechner|mailserver|rechnername',
    user: String.raw`empfänger|empfaenger|adress|benutzer|postfach|nutzer|konto|account|teilnehmer|anwender|mitarbeiter|person|name\b|kunde`,
    unknown:
      'nicht (?:gefunden|bekannt|vorhanden|gültig|mehr gültig|existent|zugeordnet)|unbekannt|existiert|existieren|nicht existier|ungültig|falsch|gibt es (?:kein|nicht)|kein(?:e[nm]?)? (?:solche|gültige|postfach|benutzer|empfänger|account|konto)|ist uns nicht|nicht (?:im|in)[^.\\n]{0,40}(?:verzeichnis|adressbuch)|nicht \\(mehr\\)',
    refused:
      'abgelehnt|abgewiesen|verweiger|blockiert|nicht (?:erlaubt|berechtigt|autorisiert|zulässig)|berechtigung|richtlinie|als spam|sperrliste',
  },
  // French
  {
    box: 'bo[iî]te|quota|espace|stockage|messagerie|compte',
    full: 'plein|satur|dépass|insuffisant|atteint|excéd',
    message: 'message|courriel|pièce jointe|taille|mail',
    big: 'trop (?:gros|grand|volumineu|long|lourd|important)|dépasse la taille',
    oversize: 'taille[^.\\n]{0,40}dépasse',
    account: 'compte|bo[iî]te|utilisateur|adresse|abonné',
    disabled: 'désactiv|suspend|ferm[ée]|inacti[fv]|résili|expir|clôtur|clos',
    host: 'domaine|hôte|serveur',
    user: 'destinataire|adresse|utilisateur|compte|bo[iî]te|correspondant|abonné|usager',
    unknown:
      'introuvable|inconnu|existe pas|existe plus|inexistant|invalide|(?:non|pas (?:été )?) ?trouv|incorrect|erron|pas valide|non valide|aucun compte|ne correspond|pas (?:répertori|listé)|ne figure pas',
    refused: 'refus|rejet|bloqu|pas autoris|non autoris|interdit|indésirable|pourriel|stratégie|liste noire',
  },
  // Spanish, Portuguese, Catalan, Galician
  {
    box: 'buz[oó]n|casilla|caixa|cuenta|conta|cuota|cota|quota|espa[cç]i?o|almacenamiento|armazenamento|b[uú]stia|usuari|usuári|destinat',
    full: 'llen[oa]|chei[ao]|lotad|exced(?:i|eu)|superad|agotad|insuficiente|esgotad|ultrapass|satura|sem espaço|no tiene espacio|ple(?:na|\\b)',
    message: 'mensaje|mensagem|correo|archivo|anexo|tama[nñ]h?o|e-?mail',
    big: 'demasiado grande|muito grande|grande demais',
    oversize:
      'tama[nñ]h?o[^.\\n]{0,40}(?:supera|excede|ultrapassa)|(?:supera|excede|ultrapassa)[^.\\n]{0,20}tama[nñ]h?o',
    account: 'cuenta|conta|buz[oó]n|caixa|usuari|usuári|direcci|endereço|casilla',
    disabled:
      'deshabilitad|desativad|desabilitad|suspendid|suspens|bloquead|inactiv|inativ|cerrad|encerrad|cancelad|desactivad|expirad|caducad|dad[oa] de baja',
    host: 'dominio|domínio|servidor|\\bhost',
    user: 'destinatari|destinatári|usuari|usuári|direcci|endereço|cuenta|conta|buz[oó]n|caixa|casilla',
    unknown:
      'no (?:se |fue )?(?:ha |han )?(?:encontr|existe|encuentra|localiz)|no es válid|não (?:foi )?(?:encontrad|existe|localizad)|não é válid|desconocid|desconhecid|inexistent|inv[aá]lid|incorrect|no existe|não existe|no corresponde|erróne|no aparece|não (?:consta|aparece|está listad)',
    refused:
      'rechazad|rejeitad|sin permiso|permis(?:o|são)|no autorizad|não autorizad|denegad|negad[oa]|lista negra|recusad|como spam|por ser spam|no deseado',
  },
  // Italian
  {
    box: 'casella|cassetta|quota|spazio|mailbox|utente',
    full: 'pien[ao]|esaurit|superat|insufficiente|satur',
    message: 'messaggio|dimension|allegat|mail',
    big: 'troppo grand',
    oversize: 'dimension\\w+[^.\\n]{0,30}(?:supera|eccede|superiore)|(?:supera|eccede)[^.\\n]{0,20}dimension',
    account: 'account|casella|utente|indirizzo|utenza',
    disabled: 'disabilitat|disattivat|sospes|bloccat|chius|scadut|inattiv|non (?:è )?(?:più )?attiv',
    host: 'dominio|server|\\bhost',
    user: 'destinatari|utent|indirizz|casella|account',
    unknown:
      'non (?:è stat[oa] )?(?:trovat|valid|presente)|non esist|sconosciut|inesistent|errat|non corrett|non (?:è )?(?:elencat|compare)',
    refused: 'rifiutat|respint|non (?:è )?autorizzat|autorizzazion|negat[oa]|criteri|indesiderat|ritenuto spam',
  },
  // Dutch
  {
    box: 'postvak|postbus|mailbox|quotum|quota|opslag|brievenbus',
    full: String.raw`\bvol\b|overschreden|bereikt|onvoldoende|overschrijd`,
    message: 'bericht|bijlage|e-?mail|grootte',
    big: 'te groot',
    oversize: 'grootte[^.\\n]{0,30}(?:overschrijdt|overschreden)',
    account: 'account|postvak|postbus|mailbox|gebruiker|adres',
    disabled:
      'geblokkeerd|opgeheven|uitgeschakeld|afgesloten|gesloten|niet (?:meer )?actief|inactief|verwijderd|opgezegd',
    host: 'domein|server|\\bhost',
    user: 'geadresseerde|ontvanger|gebruiker|adres|postvak|postbus|mailbox|account',
    unknown: 'niet gevonden|onbekend|bestaat niet|bestaan niet|ongeldig|niet bekend|er is geen|onjuist|foutief',
    refused: 'geweigerd|niet toegestaan|geen toestemming|als spam|zwarte lijst',
  },
  // Swedish, Danish, Norwegian
  {
    box: 'brevlåda|postlåda|inkorg|kvot|postkasse|postboks|mailboks|indbakke|innboks|kvote',
    full: String.raw`\bfull[at]?\b|\bfuld\b|överskrid|overskrid|överskred|opbrugt`,
    message: 'meddelande|meddelelse|melding|beskjed|brev|e-?post|e-?mail|mail',
    big: 'för stort?|for stort?|for store',
    oversize: 'storlek[^.\\n]{0,20}översk|størrelse[^.\\n]{0,20}oversk',
    account: 'konto|användare|bruger|bruker|brevlåda|postkasse|postboks|adress',
    disabled: 'avstängt?|spärrat?|spærret|sperret|inaktiv|deaktiver|lukket|nedlagt|stängt?|avslutat',
    host: 'domän|domæne|domene|server|värd|\\bvært',
    user: 'användare|bruger|bruker|mottagare|modtager|mottaker|adress|konto|brevlåda|postkasse|postboks',
    unknown:
      'finns inte|findes ikke|finnes ikke|eksisterer ikke|existerar inte|okänd|ukendt|ukjent|hittades inte|(?:blev|ble) ikke fun|hittas inte|ogiltig|ugyldig|fel adress',
    refused:
      'avvisade?s|afvist|avvist|nekad|nektet|nægtet|skräppost|søppelpost|spamliste|ikke tilladt|inte tillåt|ikke tillatt|blockera|blokeret|blokkert',
  },
  // Finnish, Estonian
  {
    box: 'postilaatikko|sähköpostilaatikko|levytila|kiintiö|postkast|kirjakast',
    full: 'täynnä|täyttynyt|ylitt|ylity|täis',
    message: 'viesti|sähköposti|liite|kiri\\b|kirja\\b',
    big: 'liian (?:suuri|iso)|liiga suur',
    oversize: 'koko[^.\\n]{0,20}ylitt',
    account: 'tili|käyttäjä|postilaatikko|konto|kasutaja',
    disabled: 'suljettu|poistettu|lukittu|ei ole käytössä|suletud|blokeeritud',
    host: 'verkkotunnus|toimialue|palvelin|domeen|server',
    user: 'käyttäjä|vastaanottaja|osoite|osoitet|tili|kasutaja|saaja|aadress',
    unknown: 'ei ole olemassa|tuntematon|ei löydy|ei löytynyt|virheellinen|ei leitud|tundmatu|ei eksisteeri|puudub',
    refused: 'hylättiin|hylätty|estetty|roskaposti|ei sallittu|evätty|keeldus|rämpspost',
  },
  // Latvian, Lithuanian
  {
    box: 'pastkast|dėžut',
    full: String.raw`\bpilna|perpild|pārpild|viršyt`,
    message: 'ziņojum|laišk|žinut',
    big: 'pārāk liel|per didel',
    account: 'kont|lietotāj|vartotoj|paskyr|dėžut',
    disabled: 'bloķēt|slēgt|užblokuot|išjungt|uždaryt',
    host: 'domēn|domen|server',
    user: 'lietotāj|adresāt|adres|vartotoj|gavėj',
    unknown: 'neeksistē|nezinām|nav atrast|neegzistuoj|nežinom|nerast|neteising',
    refused: 'noraidīt|atmest|atmesta|kā spam|šlamšt',
  },
  // Polish
  {
    box: 'skrzyn[kc]|limit|miejsc|poczt[ao]w',
    full: 'pełna|przepełnion|przekroczon|przekroczył|brak miejsca|brak wolnego',
    message: 'wiadomo|list|przesyłk|załącznik|rozmiar',
    big: 'zbyt duż|za duż',
    oversize: 'rozmiar[^.\\n]{0,30}przekracza|przekracza[^.\\n]{0,30}rozmiar',
    account: 'kont[oa]|skrzynk|użytkownik|adres',
    disabled: 'zablokowan|nieaktywn|wyłączon|zawieszon|zamknięt|usunięt',
    host: 'domen|serwer|\\bhost',
    user: 'użytkownik|odbiorc|adres|kont[oa]|skrzynk',
    unknown:
      'nie istnieje|nieznan|nie znaleziono|nie został znalezion|nieprawidłow|błędny|nie ma takiego|brak takiego|niepoprawn',
    refused: 'odrzuc|odmow|zablokowan|brak uprawnień|nie masz uprawnień|czarn\\w+ list|jako spam|niedozwolon',
  },
  // Czech, Slovak
  {
    box: 'schránk|kvót|limit|priestor|prostor|úložišt',
    full: 'pln[áa]|překročen|prekročen|zaplněn|naplnen|nedostatek',
    message: 'zpráv|správ|přílo|príloh|velikost|veľkosť',
    big: 'příliš velk|príliš veľk',
    oversize: 'velikost[^.\\n]{0,20}překro',
    account: 'účet|účt|schránk|uživatel|používateľ',
    disabled: 'zablokov|neaktivn|neaktívn|deaktivov|zrušen|uzamčen',
    host: 'domén|server|hostitel',
    user: 'uživatel|příjemc|používateľ|príjemc|adres|účet|schránk',
    unknown: 'neexist|neznám|nenalezen|nebyl[ao]? nalezen|nebol[ao]? nájden|nenájden|neplatn|chybn',
    refused: 'odmít|odmiet|zamít|zamiet|blokov|nepovolen|nemáte oprávnění|jako spam|ako spam|nevyžádan',
  },
  // Hungarian
  {
    box: 'postafiók|postalád|tárhely|kvót|fiók',
    full: 'megtelt|betelt|tele van|túllép',
    message: 'levél|üzenet|melléklet',
    big: 'túl nagy',
    oversize: 'méret[^.\\n]{0,20}meghalad|meghaladja[^.\\n]{0,20}méret',
    account: 'fiók|felhasználó|postafiók',
    disabled: 'letilt|zárol|felfüggeszt|megszűnt|inaktív',
    host: 'tartomány|domain|kiszolgáló|szerver',
    user: 'felhasználó|címzett|cím\\b|e-mail cím|postafiók',
    unknown: 'nem létez|ismeretlen|nem található|érvénytelen|hibás cím|nincs ilyen',
    refused: 'elutasít|visszautasít|tiltólist|levélszemét|nem engedélyez',
  },
  // Romanian
  {
    box: 'căsuț|cutia|cutie|căsuţ|casuta|spați|cota',
    full: 'plin[ăa]|depăși|depăşi|insuficient',
    message: 'mesaj|atașament|e-?mail',
    big: 'prea mare',
    oversize: 'dimensiun\\w+[^.\\n]{0,30}depă',
    account: 'cont(?:ul)?\\b|utilizator|căsuț',
    disabled: 'dezactivat|suspendat|blocat|închis|inactiv',
    host: 'domeni|server',
    user: 'utilizator|adres|destinatar|cont(?:ul)?\\b',
    unknown: 'nu exist|necunoscut|nu a fost găsit|inexistent|invalid|incorect|greșit',
    refused: 'respins|refuzat|nu aveți permisiun|neautorizat|ca spam|interzis',
  },
  // Russian, Ukrainian, Bulgarian, Serbian
  {
    box: 'ящик|квот|почтов|скриньк|место|места|кутия|сандуч|сандуче',
    full: 'переполн|переповн|заполнен|превышен|исчерпан|перевищен|нет (?:свободного )?места|нет места|препълнен|пълна|пуно|пун[ао]? ?(?:$|\\.)',
    message: 'письм|сообщени|размер|вложени|лист|повідомлен|съобщени|порук',
    big: 'слишком (?:велик|больш)|завелик|занадто велик|твърде голям|превелик',
    oversize: '(?:размер|объ[её]м)[^.\\n]{0,20}превыша',
    account: 'ящик|аккаунт|пользовател|уч[её]тная запись|адрес|користувач|скриньк|потребител',
    disabled: 'заблокирован|отключен|отключён|неактив|закрыт|удален|удалён|приостанов|заблокован|вимкнен|деактивир',
    host: 'домен|хост|сервер|домейн',
    user: 'пользовател|получател|адрес|ящик|абонент|користувач|отримувач|потребител|корисник|прималац|учетн',
    unknown:
      'не найден|не существ|несуществ|неизвест|не зарегистрирован|не обнаружен|недейств|отсутств|нет так|невер|не знайдено|не існу|невідом|не съществ|непознат|не е намерен|не постоји|непостој',
    refused: 'отклон|запрещ|отказ|как спам|политик|не разрешен|ч[её]рн\\w+ спис|відхил|заборон|отхвърл|одбијен',
  },
  // Croatian, Bosnian, Serbian, Slovene
  {
    box: 'sanduči|predal|pretinac|kvot',
    full: String.raw`\bpun[ao]?\b|\bpoln|prekorač|prepuno|prekoračen`,
    message: 'poruk|sporočil|pošt',
    big: 'prevelik',
    account: 'račun|korisni|uporabnik|sanduči|predal|nalog',
    disabled: 'onemogućen|blokiran|deaktiviran|zaključan|ugašen|zaprt',
    host: 'domen|poslužitelj|server|strežnik',
    user: 'korisni|uporabnik|primatelj|primalac|prejemnik|adres|naslov',
    unknown:
      'ne postoji|ne obstaja|nepoznat|neznan|nije pronađen|ni (?:bil )?(?:mogoče )?naj(?:ti|den)|neispravn|nevažeć|neveljav',
    refused: 'odbijen|zavrnjen|kao spam|neželjen|nije dozvoljen|ni dovoljen',
  },
  // Turkish
  {
    box: 'posta kutusu|posta kutusunun|kota|gelen kutusu|alan',
    full: 'dolu|dolmuş|aşıl|aşmış|yetersiz',
    message: '[iİ]leti|mesaj|e-?posta|ek\\b|boyut',
    big: 'çok büyük',
    oversize: 'boyut[^.\\n]{0,20}aş',
    account: 'hesa[pb]|kullanıcı|posta kutusu',
    disabled: 'devre dışı|askıya|kapatıl|kapalı|pasif|kilitl',
    host: 'alan adı|etki alanı|sunucu',
    user: 'kullanıcı|alıcı|adres|hesap|hesab',
    unknown: 'bulunama|bilinmeyen|bilinmiyor|geçersiz|mevcut değil|yanlış|böyle bir|hatalı',
    refused: 'reddedil|engellen|izin veril|yetki|kara liste|istenmeyen|spam olarak',
  },
  // Greek
  {
    box: 'γραμματοκιβ|θυρίδα|εισερχ|χώρο|όριο',
    full: 'γεμάτ|πλήρ|υπέρβ|υπερβ|ξεπερ',
    message: 'μήνυμα|μηνύματ|συνημμ',
    big: 'πολύ μεγάλ|υπερβαίνει το μέγεθος',
    account: 'λογαριασμ|χρήστη|θυρίδα',
    disabled: 'απενεργοπ|ανενεργ|κλειδωμ|έκλεισε|αναστ',
    host: 'τομέα|διακομιστ|domain',
    user: 'χρήστη|παραλήπτη|διεύθυνσ|λογαριασμ',
    unknown: 'δεν υπάρχ|άγνωστ|δεν βρέθηκ|μη έγκυρ|άκυρ|ανύπαρκτ|λανθασμ',
    refused: 'απορρ[ίι]φ|αποκλεισ|ανεπιθύμητ|δεν επιτρέπ|άρνησ',
  },
  // Hebrew, Arabic, Persian
  {
    box: 'תיבת|תיבה|מכסה|صندوق|مساحة|حصة',
    full: 'מלאה|חריגה|ممتلئ|ممتلئة|پر است|تجاوز|پر شده',
    message: 'הודעה|رسالة|الرسالة|پیام',
    big: 'גדולה מדי|كبيرة جدا|كبير جدا|بسیار بزرگ',
    account: 'חשבון|משתמש|حساب|الحساب|کاربر',
    disabled: 'הושבת|נחסם|חסום|معطل|موقوف|تم إيقاف|مسدود|غیرفعال',
    host: 'דומיין|שרת|النطاق|الخادم|دامنه|سرور',
    user: 'משתמש|כתובת|נמען|حساب|المستخدم|مستخدم|العنوان|المستلم|کاربر|نشانی|گیرنده',
    unknown:
      'אינו קיים|לא קיים|אינה קיימת|לא נמצא|לא ידוע|שגוי|غير موجود|غير معروف|غير صحيح|لم يتم العثور|خاطئ|وجود ندارد|یافت نشد|نامعتبر|ناشناس',
    refused: 'נדחת|נדחה|דואר זבל|مرفوض|رفض|محظور|غير مسموح|مزعج|هرزنامه|رد شد',
  },
  // Thai, Vietnamese, Indonesian and Malay
  {
    box: 'กล่องจดหมาย|พื้นที่|hộp thư|dung lượng|kotak surat|kotak masuk|peti mel|kuota|penyimpanan',
    full: 'เต็ม|เกิน|đầy|vượt quá|hết|penuh|melebihi',
    message: 'ข้อความ|อีเมล|thư|pesan|surat|mesej',
    big: 'ใหญ่เกิน|quá lớn|terlalu besar',
    account: 'บัญชี|tài khoản|akun|akaun',
    disabled: 'ถูกระงับ|ปิดใช้งาน|bị khóa|vô hiệu|dinonaktifkan|ditangguhkan|diblokir|tidak aktif',
    host: 'โดเมน|เซิร์ฟเวอร์|tên miền|máy chủ|domain|server',
    user: 'ผู้ใช้|ผู้รับ|ที่อยู่|บัญชี|người dùng|người nhận|địa chỉ|tài khoản|pengguna|penerima|alamat|akun',
    unknown:
      'ไม่พบ|ไม่มี|ไม่ถูกต้อง|ไม่รู้จัก|không tồn tại|không tìm thấy|không hợp lệ|không có|tidak ditemukan|tidak dikenal|tidak ada|tidak valid|tidak wujud|salah',
    refused: 'ถูกปฏิเสธ|สแปม|bị từ chối|thư rác|ditolak|tidak diizinkan|sebagai spam',
  },
  // Chinese
  {
    box: '[邮郵信][箱件]|空[间間]|容量|[配额額]{2}|存[储儲]',
    full: '已?[满滿](?!意|足)|不足|不[够夠]|爆[满滿]|超出|超[过過]|用[尽盡完]',
    message: '[邮郵信]件|附件|[邮郵]件大小',
    big: '[过過太][大]',
    oversize: '(?:大小|尺寸|体积)[^。\\n]{0,10}(?:超|限制|上限)|超[过過出][^。\\n]{0,10}(?:大小|尺寸)',
    account: '用[户戶]|[帐账帳][号號户戶]|[邮郵信]箱|使用者',
    disabled: '禁用|停用|[冻凍][结結]|[锁鎖]定|注[销銷]|註銷|[过過]期|被封|[暂暫]停|未激活|失效|休眠|[关關][闭閉]',
    host: '域名|主[机機]|[网網]域|伺服器|服[务務]器|MX',
    user: '用[户戶]|使用者|收[件信][人者]|[帐账帳][号號户戶]|[邮郵信]箱|地址|[对對]方',
    unknown:
      '不存在|未找到|找不到|[无無]效|有[误誤]|[错錯][误誤]|未知|[没沒]有找到|不正[确確]|未[开開]通|查[无無]|[无無]此|[没沒]有(?:[这這][个個]|此)|[无無]法(?:找到|解析)|不[合]法',
    refused:
      '垃圾[邮郵]件|黑名[单單]|拒收|拒[绝絕]|病毒|[没沒]有[权權]限|[无無][权權]|不允[许許]|[拦攔]截|被[过過][滤濾]',
  },
  // Japanese
  {
    box: 'メールボックス|受信箱|メールBOX|ボックス|クォータ|保存容量|容量',
    full: '一杯|いっぱい|満杯|超え|超過|オーバー|不足|あふれ',
    message: 'メール|メッセージ|添付',
    big: '大きすぎ|大き過ぎ',
    oversize: 'サイズ[^。\\n]{0,12}(?:超え|超過|制限|オーバー)',
    account: 'アカウント|メールアドレス|ユーザー?|契約',
    disabled: '停止|休止|凍結|解約|退会|廃止|利用できな',
    host: 'ドメイン|ホスト|メールサーバー?|サーバー?',
    user: '宛先|あて先|アドレス|ユーザー?|受信者|受取人|メールボックス|相手先|送信先|アカウント',
    unknown: '存在しま|存在しない|見つかりま|見つから|不明|間違|誤り|誤って|登録されて|ありません|正しく|該当|無効',
    refused: '迷惑メール|スパム|拒否|許可されて|権限|ブロック|ウイルス',
  },
  // Korean
  {
    box: '메일함|편지함|사서함|메일 ?박스|용량|할당량|저장 ?공간|받은',
    full: '가득|초과|부족|꽉',
    message: '메일|메시지|첨부',
    big: '용량 제한|너무 (?:큽|커|크)',
    oversize: '크기[^.\\n]{0,12}(?:초과|큽|커|제한|큰)',
    account: '계정|사용자|메일함|아이디|메일주소|회원',
    disabled: '휴면|중지|정지|비활성|해지|탈퇴|잠긴|잠겼',
    host: '도메인|호스트|서버',
    user: '수신인|수신자|받는 ?사람|사용자|주소|계정|아이디|메일 ?박스',
    unknown: '존재하지|찾을 수 없|없는|(?<!수 ?)없습니다|잘못|올바르지|알 수 없|확인되지|유효하지',
    refused: '스팸|차단|수신 ?거부|거부|권한|정책|허용되지',
  },
];

/** A full stop within a word ends no sentence. */
const CLAUSE = String.raw`(?:[^.。，：；\n]|\.(?=\S))`;

/** What is said in one clause, in whatever order. */
function together(thing: string, trouble: string): RegExp {
  return new RegExp(`(?:${thing})${CLAUSE}{0,60}?(?:${trouble})|(?:${trouble})${CLAUSE}{0,40}?(?:${thing})`, 'iu');
}

/** How other languages than English say it; what is more exact comes first. */
export const VOCABULARY: readonly Wording[] = [
  ...LANGUAGES.map(({ message, big }): Wording => ['5.3.4', together(message, big)]),
  ...LANGUAGES.flatMap(({ oversize }): Wording[] => (oversize ? [['5.3.4', new RegExp(oversize, 'iu')]] : [])),
  ...LANGUAGES.map(({ box, full }): Wording => ['5.2.2', together(box, full)]),
  ...LANGUAGES.map(({ account, disabled }): Wording => ['5.2.1', together(account, disabled)]),
  ...LANGUAGES.map(({ host, unknown }): Wording => ['5.1.2', together(host, unknown)]),
  ...LANGUAGES.map(({ user, unknown }): Wording => ['5.1.1', together(user, unknown)]),
  ...LANGUAGES.map(({ refused }): Wording => ['5.7.1', new RegExp(refused, 'iu')]),
];
