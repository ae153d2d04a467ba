import { VOCABULARY, type Wording } from './vocabulary.ts';

/** What kept servers from answering, in other languages than English: said where nothing else is wrong. */
const OF_CONNECTIONS: readonly Wording[] = [
  // Chinese
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
  ['4.4.1', /(?:接続|通信)[^。\n]{0,12}(?:でき|タイムアウト|失敗|拒否|エラー)|応答が(?:あり|な)/u],
  // Korean
  ['4.4.1', /(?:연결|접속)[^.\n]{0,15}(?:실패|시간|거부|없|오류)|응답이? ?(?:없|하지)/u],
  // German
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
    '4.4.1',
    /(?:connexion|serveur|hôte)[^.\n]{0,30}(?:impossible|échou|refus|expir|injoignable|ne répond|délai|interrompu)/iu,
  ],
  // Spanish and Portuguese
  [
    '4.4.1',
    /(?:conexi[oó]n|conexão|servidor)[^.\n]{0,40}(?:no (?:responde|se pudo|disponible)|não (?:responde|foi possível|disponível)|rechazad|recusad|agotad|expir|tiempo)|tempo (?:limite )?(?:esgotado|de espera)|tiempo de espera/iu,
  ],
  // Italian
  ['4.4.1', /(?:connessione|server)[^.\n]{0,30}(?:non (?:risponde|riuscit|raggiungibile)|scadut|rifiutat|interrott)/iu],
  // Russian and Ukrainian
  [
    '4.4.1',
    /(?:соединени|сервер|подключ)[^.\n]{0,40}(?:не отвечает|недоступ|таймаут|тайм-аут|не удалось|отклонен|истекло)/iu,
  ],
  // Dutch, the Nordic languages, Polish, Czech, Turkish
  [
    '4.4.1',
    /(?:verbinding|server)[^.\n]{0,30}(?:mislukt|verbroken|niet bereikbaar|reageert niet)|(?:anslutning|forbindelse|tilkobling|server)\w*[^.\n]{0,30}(?:svarar inte|svarer ikke|misslyck|mislyk|avbr)/iu,
  ],
  [
    '4.4.1',
    /(?:połączeni|serwer)[^.\n]{0,30}(?:nie odpowiada|niedostęp|odrzucon|przekroczon|nie powiod|zerwan)|(?:spojení|připojení|server)[^.\n]{0,30}(?:nedostup|neodpov|selhal|vypršel)|(?:bağlantı|sunucu)[^.\n]{0,30}(?:zaman aşım|yanıt verm|kurulama|kesildi)/iu,
  ],
];

/** The words of servers in other languages than English: those of Exchange, of webmail and of mobile carriers. */
export const FOREIGN_WORDING: readonly Wording[] = [...VOCABULARY, ...OF_CONNECTIONS];
