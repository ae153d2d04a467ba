/** A status (RFC 3463) and the words by which servers say it. */
export type Wording = readonly [status: string, says: RegExp];

/** The words of servers in other languages than English: those of Exchange, of webmail and of mobile carriers. */
export const FOREIGN_WORDING: readonly Wording[] = [
  // Chinese
  [
    '5.2.2',
    /(?:邮箱|郵箱|信箱|空间|空間|容量|配额|配額)[^。\n]{0,12}(?:已满|已滿|满了|滿了|不足|超出|超過|超过|爆满|不够|不夠)|收件人空间不足|超(?:出|过|過)[^。\n]{0,8}(?:邮箱|郵箱|信箱)?(?:容量|配额|配額|空间)/u,
  ],
  [
    '5.3.4',
    /(?:邮件|郵件|附件|信件)[^。\n]{0,10}(?:过大|過大|太大|超过大小|超出大小|大小超|尺寸超|超过[^。\n]{0,10}限制)/u,
  ],
  [
    '5.2.1',
    /(?:用户|用戶|帐号|账号|帳號|帐户|邮箱|郵箱|信箱)[^。\n]{0,12}(?:被?禁用|停用|冻结|凍結|锁定|鎖定|注销|註銷|已过期|被封|暂停使用|未激活|已失效)/u,
  ],
  [
    '5.1.2',
    /(?:域名|主机|主機|网域|網域|域)[^。\n]{0,12}(?:不存在|找不到|无法解析|無法解析|错误|無效|无效|未找到)|(?:找不到|无法找到|無法找到|无法解析)[^。\n]{0,12}(?:域名|主机|主機|网域|網域|服务器|伺服器)|域名解析(?:失败|错误)/u,
  ],
  [
    '5.1.1',
    /(?:用户|用戶|使用者|收件人|收件者|帐号|账号|帳號|邮箱|郵箱|信箱|地址|邮件地址|电子邮件地址)[^。\n]{0,40}?(?:不存在|未找到|找不到|无效|無效|有误|有誤|错误|錯誤|未知|没有找到|不正确|未开通)|(?:找不到|查無|無法找到)(?:[^。\n]{0,12}的)?(?:收件者|收件人|用户|使用者|电子邮件地址|電子郵件地址|地址)|(?:不存在|无此|無此|没有|未知|找不到|未找到|查无此)[^。\n]{0,6}(?:用户|用戶|收件人|帐号|账号|邮箱|郵箱|地址|使用者)|查無此人|查无此人/u,
  ],
  [
    '5.7.1',
    /垃圾邮件|垃圾郵件|反垃圾|黑名单|黑名單|拒收|拒绝接收|拒絕接收|被拒绝|被拒絕|已拒绝|拒绝了|病毒|没有权限|沒有權限|无权|不允许|限制接收|被拦截|拦截|过滤/u,
  ],
  [
    '4.4.7',
    /(?:多次|反复|重试)[^。\n]{0,12}(?:失败|失敗|未能)|超过[^。\n]{0,10}(?:重试|投递)(?:时间|次数)|投递(?:超时|过期)/u,
  ],
  [
    '4.4.1',
    /连接[^。\n]{0,10}(?:超时|失败|错误|拒绝)|連線[^。\n]{0,10}(?:逾時|失敗)|无法连接|無法連線|网络(?:异常|错误|故障)|没有响应|無回應/u,
  ],
  ['4.7.1', /(?:频率|频繁|數量|数量|次数)[^。\n]{0,10}(?:限制|超过|超出|过高)|稍后(?:再试|重试)|系统繁忙/u],
  // Japanese
  [
    '5.2.2',
    /(?:メールボックス|受信箱|メールBOX|ボックス|容量|クォータ|保存容量)[^。\n]{0,20}(?:一杯|いっぱい|満杯|超え|超過|オーバー|制限|不足|あふれ)/u,
  ],
  [
    '5.3.4',
    /(?:メール|メッセージ|添付|サイズ)[^。\n]{0,15}(?:大きすぎ|サイズ(?:が|を)?[^。\n]{0,10}(?:超え|超過|制限|オーバー))/u,
  ],
  ['5.1.2', /(?:ドメイン|ホスト|サーバー?)[^。\n]{0,12}(?:存在しま|見つかりま|不明|見つから|解決でき)/u],
  ['5.2.1', /(?:アカウント|メールアドレス|ユーザー?)[^。\n]{0,12}(?:停止|無効|休止|凍結|解約|利用でき)/u],
  [
    '5.1.1',
    /(?:宛先|あて先|アドレス|ユーザー?|受信者|受取人|メールボックス|相手先)[^。\n]{0,25}(?:存在しま|存在しない|見つかりま|見つから|不明|間違|誤り|誤って|登録されて|ありません|正しく)|宛先不明|ユーザー不明/u,
  ],
  ['5.7.1', /(?:迷惑メール|スパム|受信拒否|拒否|許可されて|権限|ブロック|ウイルス|フィルタ)/u],
  ['4.4.1', /(?:接続|通信)[^。\n]{0,12}(?:でき|タイムアウト|失敗|拒否|エラー)|応答が(?:あり|な)/u],
  // Korean
  ['5.2.2', /(?:메일함|편지함|사서함|메일 ?박스|용량|할당량|저장 ?공간)[^.\n]{0,20}(?:가득|초과|부족|꽉)/u],
  ['5.3.4', /(?:메일|메시지|첨부)[^.\n]{0,10}(?:크기|용량|사이즈)[^.\n]{0,10}(?:초과|큽니다|큰|제한)/u],
  ['5.1.2', /(?:도메인|호스트|서버)[^.\n]{0,20}(?:존재하지|찾을 수 없|없는|없습니다|잘못)/u],
  ['5.2.1', /(?:계정|사용자|메일함|아이디|메일주소)[^.\n]{0,15}(?:휴면|중지|정지|비활성|차단된|해지|탈퇴)/u],
  [
    '5.1.1',
    /(?:수신인|수신자|받는 ?사람|사용자|주소|계정|아이디|메일 ?박스|전자 ?메일)[^.\n]{0,25}(?:존재하지|찾을 수 없|없는|없습니다|잘못|올바르지|알 수 없|확인되지)|존재하지 않는/u,
  ],
  ['5.7.1', /스팸|차단|수신 ?거부|거부|권한|정책|바이러스|허용되지/u],
  ['4.4.1', /(?:연결|접속)[^.\n]{0,15}(?:실패|시간|거부|없|오류)|응답이? ?(?:없|하지)/u],
  // German
  [
    '5.2.2',
    /(?:postfach|mailbox|speicherplatz|quota|kontingent|posteingang)[^.\n]{0,40}(?:voll|überschritten|erschöpft|überfüllt|nicht ausreichend|ausgeschöpft|belegt)|speicherplatz(?:limit)?[^.\n]{0,20}(?:überschr|reicht)/iu,
  ],
  [
    '5.3.4',
    /(?:nachricht|e-?mail|anhang|mail)[^.\n]{0,30}(?:zu gro(?:ß|ss)|größe[^.\n]{0,20}überschr|überschreitet)/iu,
  ],
  [
    '5.2.1',
    /(?:konto|postfach|account|benutzer|empfänger|adresse)[^.\n]{0,30}(?:deaktiviert|gesperrt|inaktiv|geschlossen|gekündigt|nicht aktiv|gelöscht|stillgelegt)/iu,
  ],
  [
    '5.1.2',
    /(?:domain|domäne|host|server|rechner)[^.\n]{0,30}(?:nicht gefunden|unbekannt|existiert nicht|nicht existier|ungültig|nicht auflös)|unbekannte(?:r|n)? (?:host|domain|domäne|server)/iu,
  ],
  [
    '5.1.1',
    /(?:empfänger|adresse|benutzer|postfach|mailadresse|nutzer|konto|account|teilnehmer)\w*[^.\n]{0,40}(?:nicht gefunden|unbekannt|existiert nicht|nicht existier|ungültig|nicht (?:bekannt|vorhanden|verfügbar|gültig|ermittelt)|fehlerhaft|falsch|konnte nicht)|unbekannte[rn]? (?:empfänger|benutzer|adresse|user)|nicht existierende|kein(?:e[nm]?)? (?:solche[rn]?|gültige[rn]?) (?:empfänger|benutzer|adresse|postfach)/iu,
  ],
  [
    '5.7.1',
    /abgelehnt|verweigert|blockiert|nicht (?:erlaubt|berechtigt|autorisiert|zulässig)|berechtigung|richtlinie|als spam|virus|gesperrt/iu,
  ],
  [
    '4.4.7',
    /zeit(?:überschreitung|limit)|zustellversuche?[^.\n]{0,30}(?:eingestellt|aufgegeben|erfolglos|gescheitert)|abgelaufen/iu,
  ],
  [
    '4.4.1',
    /(?:verbindung|server|rechner)[^.\n]{0,30}(?:nicht (?:möglich|erreich|herstell|aufgebaut)|fehlgeschlagen|abgelehnt|antwortet nicht|unterbrochen)|nicht erreichbar/iu,
  ],
  // French
  [
    '5.2.2',
    /(?:bo[iî]te|quota|espace|stockage|messagerie)[^.\n]{0,40}(?:plein|satur|dépass|insuffisant|atteint|excéd)/iu,
  ],
  [
    '5.3.4',
    /(?:message|courriel|pièce jointe|taille)[^.\n]{0,40}(?:trop (?:gros|grand|volumineu|long|lourd|important)|dépasse|taille maximale)/iu,
  ],
  [
    '5.2.1',
    /(?:compte|bo[iî]te|utilisateur|adresse)[^.\n]{0,30}(?:désactiv|suspend|bloqu|ferm|inactif|inactive|résili|expir|clôtur)/iu,
  ],
  [
    '5.1.2',
    /(?:domaine|hôte|serveur)[^.\n]{0,30}(?:introuvable|inconnu|n['’]existe|inexistant|invalide|non trouv|pas trouv)/iu,
  ],
  [
    '5.1.1',
    /(?:destinataire|adresse|utilisateur|compte|bo[iî]te|correspondant|abonné)\w*[^.\n]{0,60}(?:introuvable|inconnu|n['’]existe|inexistant|invalide|non trouv|pas (?:été )?trouv|incorrect|erron|n['’]est pas valide|non valide)|(?:utilisateur|destinataire|adresse) inconnue?/iu,
  ],
  [
    '5.7.1',
    /refus|rejet|bloqu|autorisation|autorisé|interdit|indésirable|pourriel|stratégie|liste noire|virus|permission/iu,
  ],
  [
    '4.4.1',
    /(?:connexion|serveur|hôte)[^.\n]{0,30}(?:impossible|échou|refus|expir|injoignable|ne répond|délai|interrompu)/iu,
  ],
  // Spanish and Portuguese
  [
    '5.2.2',
    /(?:buz[oó]n|casilla|caixa|cuenta|conta|cuota|cota|quota|espa[cç]i?o|almacenamiento|armazenamento)[^.\n]{0,40}(?:llen[oa]|cheia|lotad|excedid|superad|agotad|insuficiente|esgotad|ultrapass|satura)/iu,
  ],
  [
    '5.3.4',
    /(?:mensaje|mensagem|correo|archivo|anexo|tama[nñ]h?o)[^.\n]{0,40}(?:demasiado grande|muito grande|grande demais|supera|excede|ultrapassa|tamaño máximo)/iu,
  ],
  [
    '5.2.1',
    /(?:cuenta|conta|buz[oó]n|caixa|usuari[oa]|usuário|direcci[oó]n|endereço)[^.\n]{0,30}(?:deshabilitad|desativad|suspendid|suspens|bloquead|inactiv|inativ|cerrad|encerrad|cancelad|desactivad|expirad|caducad)/iu,
  ],
  [
    '5.1.2',
    /(?:dominio|domínio|host|servidor)[^.\n]{0,30}(?:no (?:se )?(?:encontr|existe|encuentra|válido)|não (?:foi )?(?:encontrad|existe)|desconocid|desconhecid|inexistente|inválido)/iu,
  ],
  [
    '5.1.1',
    /(?:destinatari[oa]|destinatário|usuari[oa]|usuário|direcci[oó]n|endereço|cuenta|conta|buz[oó]n|caixa)[^.\n]{0,60}(?:no (?:se )?(?:ha )?(?:encontr|existe|encuentra|pudo|es válid|válid)|não (?:foi )?(?:encontrad|existe|localizad|é válid)|desconocid|desconhecid|inexistente|inv[aá]lid|incorrect)|(?:no existe|não existe|inexistente|desconocid|desconhecid)/iu,
  ],
  [
    '5.7.1',
    /rechazad|rejeitad|bloquead|permis|no (?:está )?autorizad|não (?:está )?autorizad|denegad|negad|política|spam|correo no deseado|lista negra|recusad/iu,
  ],
  [
    '4.4.1',
    /(?:conexi[oó]n|conexão|servidor)[^.\n]{0,40}(?:no (?:responde|se pudo|disponible)|não (?:responde|foi possível|disponível)|rechazad|recusad|agotad|expir|tiempo)|tempo (?:limite )?(?:esgotado|de espera)|tiempo de espera/iu,
  ],
  // Italian
  ['5.2.2', /(?:casella|cassetta|quota|spazio)[^.\n]{0,40}(?:pien[ao]|esaurit|superat|insufficiente)/iu],
  ['5.3.4', /(?:messaggio|dimension\w+|allegat\w+)[^.\n]{0,30}(?:troppo grand|supera|eccede|superiore)/iu],
  [
    '5.2.1',
    /(?:account|casella|utente|indirizzo)[^.\n]{0,30}(?:disabilitat|disattivat|sospes|bloccat|chius|scadut|inattiv)/iu,
  ],
  [
    '5.1.2',
    /(?:dominio|host|server)[^.\n]{0,30}(?:non (?:è stato )?trovat|inesistente|sconosciut|non esiste|non valid)/iu,
  ],
  [
    '5.1.1',
    /(?:destinatari[oa]|utente|indirizzo|casella|account)[^.\n]{0,50}(?:non (?:è stat[oa] )?(?:trovat|esist|valid|presente)|sconosciut|inesistent|errat)/iu,
  ],
  ['5.7.1', /rifiutat|respint|bloccat|non autorizzat|autorizzazion|negat|criteri/iu],
  ['4.4.1', /(?:connessione|server)[^.\n]{0,30}(?:non (?:risponde|riuscit|raggiungibile)|scadut|rifiutat|interrott)/iu],
  // Dutch
  ['5.2.2', /(?:postvak|mailbox|quotum|opslag\w*)[^.\n]{0,40}(?:vol\b|overschreden|bereikt|onvoldoende)/iu],
  ['5.1.2', /(?:domein|host|server)[^.\n]{0,30}(?:niet gevonden|onbekend|bestaat niet|ongeldig)/iu],
  [
    '5.1.1',
    /(?:geadresseerde|ontvanger|gebruiker|adres|e-?mailadres|postvak)[^.\n]{0,50}(?:niet gevonden|onbekend|bestaat niet|ongeldig|niet bekend)/iu,
  ],
  ['5.7.1', /geweigerd|geblokkeerd|niet toegestaan|toestemming/iu],
  // Russian and Ukrainian
  [
    '5.2.2',
    /(?:ящик|квот|почтов|скринька)[^.\n]{0,40}(?:переполн|заполнен|превышен|исчерпан|перевищен)|нет (?:свободного )?места/iu,
  ],
  ['5.3.4', /(?:письм|сообщени|размер)[^.\n]{0,30}(?:слишком (?:велик|больш)|превышает|превышен)/iu],
  [
    '5.2.1',
    /(?:ящик|аккаунт|пользовател|учетная запись|учётная запись|адрес)[^.\n]{0,30}(?:заблокирован|отключен|отключён|неактив|закрыт|удален|удалён|приостанов)/iu,
  ],
  ['5.1.2', /(?:домен|хост|сервер)[^.\n]{0,30}(?:не найден|не существует|неизвест|не удалось найти)/iu],
  [
    '5.1.1',
    /(?:пользовател|получател|адресат|адрес|ящик|користувач|отримувач)[^.\n]{0,50}(?:не найден|не существует|неизвест|не зарегистрирован|не обнаружен|недейств|не знайдено|не існує|отсутств)|(?:нет такого|несуществующ|неизвестный) (?:пользовател|получател|адрес|ящик)/iu,
  ],
  ['5.7.1', /отклонен|отклонён|заблокирован|спам|запрещен|запрещён|отказ|вирус|политик|не разрешен/iu],
  [
    '4.4.1',
    /(?:соединени|сервер|подключ)[^.\n]{0,40}(?:не отвечает|недоступ|таймаут|тайм-аут|не удалось|отклонен|истекло)/iu,
  ],
  // Polish, Czech, Turkish, Swedish and Danish
  [
    '5.2.2',
    /(?:skrzynka|limit|schránka|kvóta|posta kutusu|kota|brevlåda|postlåda|postkasse)[^.\n]{0,40}(?:pełna|przepełnion|przekroczon|plná|překročen|dolu|aşıl|full|fuld|överskrid)/iu,
  ],
  [
    '5.1.1',
    /(?:użytkownik|odbiorca|adres|uživatel|příjemce|adresa|kullanıcı|alıcı|mottagare|adressat|modtager|adresse)\w*[^.\n]{0,50}(?:nie istnieje|nieznan|nie znaleziono|neexist|neznám|nenalezen|bulunamad|bilinmeyen|geçersiz|hittades inte|finns inte|okänd|ukendt|findes ikke|ble ikke funnet)|(?:nie ma|brak) (?:takiego )?(?:użytkownika|odbiorcy|adresu|konta)/iu,
  ],
];
