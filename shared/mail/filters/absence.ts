import type { InboundMail } from '../mail.ts';
import { type NoticeWords, WESTERN } from './notice-words.ts';
import { OTHERS } from './notice-words-of-others.ts';
import { isOfOwnCase, isOfPersons, isOutOfReach } from './out-of-reach.ts';

/**
 * Whether a mail is a notice of somebody who is away, with nothing in it that such notices have not: no question, no
 * quote, no file, and no clause that is not thanks, an absence, a return, what becomes of mails, whom to ask instead, or
 * courtesy. Who has a matter of their own says it in a clause of another kind.
 */
export function tellsOfAbsence({ text, from, attachments }: InboundMail): boolean {
  if (text.length > NOTICE_AT_MOST || ASKS_OR_QUOTES.test(text) || attachments.some(({ inline }) => !inline))
    return false;
  const kinds = kindsOf(text, from[0]?.name ?? '');
  if (kinds === undefined) return false;
  const has = (kind: Kind) => kinds.includes(kind);
  // People go on holiday, too, where they cannot get at their mail: offices alone say no more than that they are closed.
  const isNotice = has('received') || has('later') || has('instead');
  return has('absent') ? isNotice || has('back') || TELLS_WHEN.test(text) : has('away') && isNotice;
}

/** Whether a text has a clause, other than courtesy, such as notices consist of, or says where else one is reached. */
export function speaksAsNotices({ text, from }: InboundMail): boolean {
  if (/[^\s@]@[\w-]+\./.test(text)) return true;
  const kinds = kindsIn(text.slice(0, NOTICE_AT_MOST), from[0]?.name ?? '');
  return kinds.some((kind) => kind !== undefined && kind !== 'courtesy');
}

const NOTICE_AT_MOST = 1_500;
const ASKS_OR_QUOTES = /^>|[?？]/m;
/** Until when, or since when, in whatever words. */
const TELLS_WHEN =
  /\d|\b(?:until|till|through|from|bis|jusqu|hasta|até|fino|tot)\b|(?<!\p{L})(?:до|с|đến|kadar)(?!\p{L})|[至到]|まで|까지/iu;

/** What a clause is; `unreachable`: that its writer cannot get at their mail, which people say as well. */
type Kind = keyof NoticeWords | 'unreachable';
const KINDS: readonly (keyof NoticeWords)[] = ['received', 'absent', 'away', 'back', 'later', 'instead', 'courtesy'];
const LANGUAGES: readonly NoticeWords[] = [...WESTERN, ...OTHERS];

/** What the clauses of a text are, or undefined where one is of no kind. */
function kindsOf(text: string, name: string): Kind[] | undefined {
  const kinds: Kind[] = [];
  for (const kind of kindsIn(text, name)) {
    if (kind === undefined) return undefined;
    kinds.push(kind);
  }
  return kinds;
}

/** What each clause of a text is; undefined: something else. */
function kindsIn(text: string, name: string): (Kind | undefined)[] {
  const kinds: (Kind | undefined)[] = [];
  let isSigned = false;
  for (const sentence of sentencesOf(text)) {
    if (isSigned && isOfCard(sentence)) continue;
    kinds.push(...kindsOfSentence(sentence, name));
    isSigned ||= CLOSING.test(sentence.trim());
    if (kinds.length > CLAUSES_AT_MOST) return [...kinds, undefined];
  }
  return kinds;
}
const CLAUSES_AT_MOST = 40;
/** What stands above a name. */
const CLOSING =
  /^(?:(?:with )?(?:best|kind|kindest|warm) (?:regards|wishes)|regards|sincerely|(?:mit )?(?:freundlichen?|beste|viele|liebe) gr(?:ü|ue)(?:ß|ss)en?|(?:bien )?cordialement|saludos(?: cordiales)?|atentamente|atenciosamente|cordiali saluti|met vriendelijke groet(?:en)?|с уважением|trân trọng|saygılarımla|此致|敬礼|祝好)[,，]?$/iu;
/** A line of a card: what has a number, an address or a capital, and says nothing. */
function isOfCard(line: string): boolean {
  const words = line.trim().split(/\s+/);
  if (/[@#]/.test(line)) return words.length <= WORDS_WITH_DATA;
  return (
    words.length <= WORDS_OF_NAME && words.every((word) => /^(?:[\p{Lu}\p{Lo}\d&|/–-]|of$|and$|de$|für$)/u.test(word))
  );
}
const WORDS_WITH_DATA = 8;
const WORDS_OF_NAME = 5;

/** The sentences of a text, with a sign for each address and each number, whose full stops end nothing. */
function sentencesOf(text: string): string[] {
  return text
    .replace(/[’ʼ`´]/g, "'")
    .replace(/<?(?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,200}\w>?|https?:\/\/[\w./?=&%#-]{1,300}[\w/]/g, '@')
    .replace(DATES, '0')
    .replace(/\+?\(?\d[\d ()/-]{5,25}\d/g, '#')
    .replace(/\s?[(（][^()（）\n]{0,60}[@#][^()（）\n]{0,40}[)）]/g, ' @ ')
    .replace(/(\d)\.(?=\s*(?:bis|und|[-–]|jan|feb|m[äa]r|apr|mai|jun|jul|aug|sep|okt|nov|dez))/giu, '$1 ')
    .replace(/([^\n.!。！]{50})\n(?=\S)/gu, '$1 ')
    .replace(/([^\n]{16}[:：])\s*\n\s*(?=\S)/gu, '$1 ')
    .split(/[。！]+|[.!]+(?=\s|$|\p{Lo})|\n+/u)
    .filter((sentence) => /[\p{L}\p{N}@#]/u.test(sentence));
}

const DATES = /\b\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4}\b|\.(?=\s*\p{Ll})|\b)/gu;

/** The shortest runs of clauses that are of a kind: whom to ask is often said in two. */
function kindsOfSentence(sentence: string, name: string): (Kind | undefined)[] {
  const parts = sentence.split(SEPARATORS);
  const kinds: (Kind | undefined)[] = [];
  for (let at = 0; at < parts.length; ) {
    const found = [0, 2, 4].find(
      (more) =>
        at + more < parts.length && isNothing(parts, at, more) === false && kindAt(parts, at, more, name) !== undefined,
    );
    if (isNothing(parts, at, 0)) at += 2;
    else {
      kinds.push(found === undefined ? undefined : kindAt(parts, at, found, name));
      at += (found ?? 0) + 2;
    }
  }
  return kinds;
}
const SEPARATORS = /([,;，、；]|\s[-–—]\s|\s(?:and|but|und|aber|et|mais|y|pero|e|mas|и|но|và|nhưng|ve|ama)\s)/iu;

function isNothing(parts: readonly string[], at: number, more: number): boolean {
  return !/[\p{L}\p{N}@#]/u.test(parts.slice(at, at + more + 1).join(''));
}

function kindAt(parts: readonly string[], at: number, more: number, name: string): Kind | undefined {
  const clause = parts
    .slice(at, at + more + 1)
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}@#+]+|[^\p{L}\p{N}@#)]+$/gu, '');
  if (clause.length > CLAUSE_AT_MOST) return undefined;
  // The lower case of a Turkish capital has a dot of its own.
  const said = clause.toLowerCase().replace(/\u0307/g, '');
  const kind = KINDS.find((each) => LANGUAGES.some((words) => words[each].test(said)));
  if (kind === undefined && more === 0 && isAside(clause, name)) return 'courtesy';
  if (kind === undefined || (more > 0 && kind !== 'instead')) return undefined;
  if (OWN.test(said) || (kind !== 'instead' && kind !== 'courtesy' && REQUESTS.test(said))) return undefined;
  if (kind === 'instead') return REACHED.test(said) && !isOfOwnCase(said) ? kind : undefined;
  if (kind !== 'courtesy' && isOfPersons(said)) return undefined;
  return kind === 'later' && isOutOfReach(said) ? 'unreachable' : kind;
}
const CLAUSE_AT_MOST = 300;
/** A day, a name, an address by itself. */
function isAside(clause: string, name: string): boolean {
  if (/^(?:[\p{L}.-]{1,12}[:.]? ?)?[@#]$/u.test(clause)) return true;
  if (
    /^(?:(?:through|until|to|bis|zum|au|al|ao|hasta|até) )?[\p{Lu}\d][\p{Lu}\p{Ll}\d'.-]*(?: (?:(?:through|until|to|bis|zum|au|al|ao|hasta|até|de) )?[\p{Lu}\d][\p{Lu}\p{Ll}\d'.-]*){0,3}$/u.test(
      clause,
    )
  )
    return true;
  if (/^\d.{0,24}$/u.test(clause) && !/\p{L}{4}/u.test(clause)) return true;
  return clause.length > 1 && name.replace(/\s+/g, '').includes(clause.replace(/\s+/g, ''));
}
/** Whom one asks instead: there is an address or a number, or it is somebody of an office. */
const REACHED =
  /[@#]|colleague|co-?worker|team|office|reception|desk|department|secretar|support|switchboard|assistant|kolleg|büro|sekretariat|zentrale|abteilung|vertretung|collègue|bureau|secrétariat|accueil|équipe|compañer|colega|oficina|recepci|equipo|escritório|recepção|equip[ea]|collega|ufficio|segreteria|kantoor|receptie|коллег|офис|секретар|приемн|приёмн|отдел|đồng nghiệp|văn phòng|bộ phận|lễ tân|meslektaş|ofis|sekreter|ekib|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}]/u;
const AT_WORK =
  'colleagues?|co-?workers?|assistants?|team|offices?|secretary|responses?|reply|replies|inquir\\w*|enquir\\w*|deputy|(?:line )?manager|supervisor|boss|mobile|cell|phone|e-?mails?|mail|messages?|inbox|mailbox|voicemail|desk|replacement|substitute|backup|absence|return|leave|vacation|holidays?|apologies|kolleg\\w*|vertret\\w*|büro|sekret\\w*|assist\\w*|rückkehr|abwesenheit|handy|mobil\\w*|urlaub\\w*|zentrale|nachrichten|collègues?|bureau\\w*|retour|équipe|portable|messagerie|mails|congés?|compañer\\w*|colegas?|asistente|oficina|equipo|ausencia|ausência|regreso|retorno|vuelta|móvil|correos?|telemóvel|celular|equip[ea]|collega|ufficio|rientro|assenza|cellulare|afwezigheid|telefoon';
/** What somebody calls theirs which is not of their office. */
const OWN = new RegExp(
  `\\b(?:my|our|mein(?:e[mnrs]?)?|unser\\w*|mon|ma|mes|notre|nos|mis?|nuestr[oa]s?|meus?|minhas?|mi[oa]|mijn)\\s+(?!(?:${AT_WORK})(?!\\p{L}))\\p{L}|我(?:的|们的|們的)?(?:老婆|太太|妻子|丈夫|老公|先生|儿子|女儿|家人|朋友|父|母|账|帳|钱|錢|提|工单|案)|[系絡络繫电電打找]我(?!的?(?:同事|手机|手機|电话|電話|公司|团队|團隊|助理|助手|领导|主管|经理|經理|部门|部門|邮箱|秘书|上级))\\p{Script=Han}|(?:妻|夫|主人|家族|息子|娘|母|父|弁護士)の|hesab[ıi]m|param|kart[ıi]m|eşim|kocam|karım|(?<!\\p{L})(?:мо(?:й|я|ей|ему|ю|его|их)|của tôi)(?!\\s?(?:коллег|отсутств|возвращ|почт|телефон))`,
  'u',
);
/** What somebody asks for who wants something done. */
const REQUESTS =
  /\b(?:please|bitte|veuillez|por favor|per favore)\b|пожалуйста|vui lòng|lütfen|[请請]|ください|下さい|주세요|\b(?:so|because|therefore|donc|also|daher)\b/u;
