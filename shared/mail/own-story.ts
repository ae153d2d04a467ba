/*
 * How people tell of themselves that they fell for a mail: what they did with it, and what of theirs is gone. Whoever
 * writes such a mail speaks of the reader's things, and wants coins sent to theirs.
 */

const DID: readonly RegExp[] = [
  /(?<![\p{L}'’])i(?:['’]ve| have)? (?:(?:just|already|then|also|even|stupidly|accidentally) )?(?:clicked|typed|fell|lost|got (?:hacked|scammed|robbed)|was (?:hacked|scammed|robbed|tricked|cheated)|(?:opened|entered|gave|told|sent|paid|logged|followed|called|transferred|confirmed|approved|signed|installed|scanned|trusted|believed|did)(?![^.!?\n]{0,40}\byou(?:r|rs)?\b))(?!\p{L})/iu,
  /(?<!(?:to|into|in|on) )\bmy (?:own )?(?:coins?|money|funds|account|balance|passwords?|codes?|savings|btc|eth|usdt|bitcoins?|crypto|2fa|seed phrase|card)\b/iu,
  /我(?:们|們)?(?:已经|已經|刚才|剛才|刚刚|刚|剛|就|也|又|当时|當時|不小心|都|在上面|跟着|按照|按|还|還|之前|昨天|今天|今早|真的)*(?:点|點|输入|輸入|填|登录|登入|扫|掃|下载|下載|安装|安裝|相信|信了|上当|上當|提供|告诉|告訴|给了|給了|损失|損失|丢|丟|报警|報警|被(?:骗|騙|盗|盜)|(?:打开|打開|发|發|转|轉|汇|匯|付))(?![^。！？\n]{0,12}[您你](?![们們]))/u,
  /(?<![到给給至往入进進])我(?:们|們)?(?:的|账|帐|賬|帳)(?:全部|所有)?(?:[户戶号號]|账|帐|賬|帳|钱|錢|币|幣|资产|資產|资金|資金|密码|密碼|余额|餘額|银行卡|銀行卡|usdt|btc)|不是我(?:本人)?(?:操作|登录|登入|做|弄)/iu,
  /\bich habe? [^.!?\n]{0,60}(?:geklickt|eingegeben|überwiesen|verloren|bezahlt|geöffnet)|\bmein(?:e|en|em)? (?:konto|geld|passwort|guthaben|coins)\b/iu,
  /j['’]ai (?:cliqué|saisi|donné|perdu|payé|entré|ouvert)|\bmon (?:compte|argent|mot de passe)\b|\bmes (?:fonds|cryptos|bitcoins)\b/iu,
  /\b(?:hice clic|introduje|he perdido|perdí|pinché|cliqu(?:é|ei)|digitei|perdi|caí no golpe|ho (?:cliccato|inserito|perso|pagato))(?!\p{L})|\b(?:mi (?:cuenta|dinero|contraseña)|mis (?:fondos|monedas)|minha (?:conta|senha)|meu dinheiro|meus fundos|(?:il mio|mio) (?:conto|account|denaro)|i miei (?:soldi|fondi))(?!\p{L})/iu,
  /\bik heb [^.!?\n]{0,60}(?:geklikt|ingevuld|betaald|verloren)|\bmijn (?:geld|rekening|account|wachtwoord)\b/iu,
  /(?<!\p{L})я (?:\p{L}+ )?(?:нажал|перешел|перешёл|перешла|вв[её]л|ввела|потерял|отправил|перев[её]л|перевела)|(?<!\p{L})мо(?:й|и|их|его|ём) (?:сч[её]т|деньги|денег|аккаунт|средства|пароль|монеты)/iu,
  /(?:クリック|入力|送金|ログイン)して(?:しまい|しまっ)|私の(?:口座|アカウント|お金|資産|コイン)|(?:클릭|입력|송금)(?:했|해 ?버렸)|(?:제|내) ?(?:계좌|계정|돈|코인|자산)/u,
  /tôi đã (?:nhấp|bấm|nhập|chuyển|gửi|mất)|(?:tài khoản|tiền|coin) của tôi|\btıkladım|\bşifremi\b|\bhesabım|\bparam(?:ı)?\b/iu,
];

/** Whether a text tells what its writer did themselves, or what became of their own money or account. */
export function tellsOwnStory(text: string): boolean {
  return DID.some((words) => words.test(text));
}
