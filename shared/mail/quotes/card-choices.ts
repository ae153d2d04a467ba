import { anyOf, phrases } from './words.ts';

/** What people answer, choose and name behind a dash that is nobody's name. In lower case. */
const CHOICE_WORDS: readonly string[] = [
  'yes|no|none|nothing|ok|okay|both|all|first|second|third|nope|yep|sure|never|always|left|right|up|down|other|option|mine|me|you|new|old|true|false|n/a|unknown|same',
  'ja|nein|sí|si|oui|non|sim|não|да|нет|evet|hayır|có|không|是|否|对|好|没有|不是|はい|いいえ|네|아니요|erste|zweite|beide|premier|deuxième|primero|segundo|primeiro|первый|второй|第一个|第二个|都要',
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|yesterday|morning|afternoon|evening|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|вторник|среда|четверг|пятница|周一|周二|周三|周四|周五|星期|今天|明天|月曜|火曜|水曜|木曜|金曜|월요일|화요일|수요일|목요일|금요일',
  'january|february|march|april|june|july|august|september|october|november|december|red|blue|green|yellow|black|white|grey|gray|orange|purple|pink|brown|rot|blau|grün|gelb|schwarz|weiß|rouge|bleu|vert|rojo|azul|verde|красный|синий|зелёный|红色|蓝色|绿色|黑色|白色',
  'bitcoin|btc|ethereum|ether|eth|tether|usdt|usdc|tron|trx|trc|erc|bep|solana|sol|ripple|xrp|cardano|polygon|matic|dogecoin|doge|litecoin|ltc|binance|bnb|bsc|arbitrum|optimism|avalanche|avax|polkadot|monero|xmr|toncoin|ton|shiba|base|mainnet|testnet|network|chain|coin|token|cash|spot|futures|margin|earn|比特币|比特幣|以太坊|泰达币|泰達幣|波场|波場|莱特币|狗狗币|瑞波币|人民币|美元|现货|合约|ビットコイン|イーサリアム|비트코인|이더리움|биткоин|биткойн|эфир',
  'refund|cancel|cancelled|withdraw|withdrawal|deposit|transfer|buy|sell|swap|exchange|close|open|delete|keep|stop|start|retry|confirm|confirmed|approve|reject|wait|help|urgent|unlock|unfreeze|freeze|block|reset|bank|card|wallet|account|email|phone|sms|app|website|android|iphone|ios|windows|mac|chrome|safari|firefox|passport|licence|license|visa|mastercard|paypal|euro|euros|dollar|dollars|pounds|error|log|退款|取消|提现|提現|充值|转账|轉帳|银行卡|护照|手机|微信|支付宝|解冻|冻结|确认|返金|出金|入金|환불|출금|입금|возврат|отмена|вывод|перевод|rückerstattung|stornieren|auszahlung|remboursement|annuler|retrait|reembolso|cancelar|retiro|saque|iade|iptal|hoàn tiền|hủy',
];

const CHOICE = new RegExp(anyOf(phrases(CHOICE_WORDS)), 'iu');

/** Whether a line that looks like a name says a coin, a day, a choice. */
export function isChoice(text: string): boolean {
  return CHOICE.test(text);
}
