import { isOfProduct, tellsOfOwnTrouble } from './own-matter.ts';

/*
 * Who is abroad without their telephone or their mailbox asks for help with it: customers say of that what offices say
 * of holidays. All words are in lower case.
 */

/** That the writer has no access, or cannot read or answer, in each language; what becomes of the reader's mail is none of it. */
const OUT_OF_REACH: readonly RegExp[] = [
  /\baccess to\b|^(?!your|all|any|incoming).*\b(?:not|cannot|unable)\b|\b(?:can|won)'t\b/u,
  /\bzugriff\b|^(?:ich|wir)\b.*\b(?:nicht|keine)\b/u,
  /\baccès\b|^(?:je|nous) (?:ne |n')/u,
  /\bacceso\b|^(?:no )?(?:tengo|tendré|podré|puedo)(?!\p{L})|\bacesso\b|^(?:não )?(?:tenho|terei|poderei)(?!\p{L})/u,
  /\baccesso\b|^(?:non|avrò|non avrò|non potrò)(?!\p{L})/u,
  /\btoegang\b|^(?:ik|wij)\b.*\b(?:niet|geen)\b/u,
  /доступ|^почт\p{L} не/u,
  /^(?:.{0,25}(?:tôi|mình) )?(?:chúng tôi )?(?:không|ít)(?!\p{L})|truy cập/u,
  /eriş(?:im|em|il)/u,
  /无法|無法|不能|不便/u,
  /できません|できかねます|いたしかねます/u,
  /없습니다|어렵습니다|불가/u,
];

/** What no office speaks of that is closed: telephones, codes, networks, apps, accounts, and forms to fill in. */
const OF_PERSONS =
  /(?<![\p{L}\p{M}])(?:(?:smart)?phones?|sim|codes?|internet|wi-?fi|wlan|apps?|2fa|authenticator|accounts?|forms?|handy|telefon\p{L}*|konto|formular\p{L}*|téléphone|portable|compte|appli(?:cation)?|formulaire|teléfono|móvil|celular|códigos?|cuenta|aplicación|formul[aá]rios?|telefone|telemóvel|conta|aplicativo|telefono|cellulare|codice|conto|modulo|telefoon|rekening|formulier|телефон\p{L}*|код(?:а|ы|ом|у|ов)?|интернет\p{L}*|приложени\p{L}+|аккаунт\p{L}*|анкет\p{L}+|điện thoại|mã|tài khoản|ứng dụng|kod(?:u|um|umu|lar)?|hesa[pb]\p{L}*|uygulama\p{L}*)(?![\p{L}\p{M}])|手[机機]|[电電][话話]|[验驗][证證][码碼]|[账帐賬帳][户戶号號]|网络|網[络路]|上[网網]|短信|簡訊|表[格单單]|携帯|スマホ|コード|アプリ|ネット|口座|アカウント|書類|전화|휴대폰|핸드폰|코드|인증|앱|인터넷|계정|계좌|서류/u;

/** The case for which somebody is named, of a matter under way: not whatever question the reader may have. */
const CASE =
  /^(?:(?:if|in case(?! of)|should|wenn|falls|sollte|si|en caso de que|se|caso|als|indien|mocht|если|nếu|eğer|만약) |如果|要是|万一|萬一|もし).{1,60}?(?=$|[,，、]|(?<!\p{L})(?:please|call|contact|bitte|rufen|veuillez|appelez|merci|por favor|llam\p{L}+|contact\p{L}+|lig\p{L}+|chiam\p{L}+|bel|звоните|vui lòng|lütfen)(?!\p{L})|[请請])/u;
const OF_READER =
  /(?<!\p{L})(?:you|your|questions?|sie|ihre?n?|fragen|vous|votre|vos|usted|su|consultas?|você|seu|sua|lei|suo|domande|u|uw|vragen|вы|вас|вопрос\p{L}*|bạn|siz\p{L}*)(?!\p{L})|[您你]|问题|問題|质问|질문|문의/u;

/** Whether a clause only says that its writer cannot get at their mail, or cannot answer. */
export function isOutOfReach(said: string): boolean {
  return OUT_OF_REACH.some((words) => words.test(said));
}

/** Whether a clause of a notice, by its form, is of what befell a person, or of what only a person has to do. */
export function isOfPersons(said: string): boolean {
  return OF_PERSONS.test(said) || tellsOfOwnTrouble(said);
}

/** Whether a clause names whom to ask in case something of the writer's fails. */
export function isOfOwnCase(said: string): boolean {
  const [named = ''] = CASE.exec(said) ?? [];
  return named !== '' && !OF_READER.test(named) && (isOfProduct(named) || tellsOfOwnTrouble(named));
}
