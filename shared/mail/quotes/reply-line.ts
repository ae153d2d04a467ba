import { isQuoted, type Line } from './line.ts';

/*
 * The line that help desks put on top of their mails: "please write your answer above this line". Whatever stands below
 * is theirs.
 */

/** What such a line says, a row a language; the words may have others between them. */
const ABOVE_THIS_LINE: readonly (readonly [language: string, words: RegExp])[] = [
  [
    'en',
    /\b(reply|respond|response|answer|type|write|enter|comment|post|message|text|add)\b.{0,60}\babove\b.{0,12}\b(line|text|email|message)\b/,
  ],
  ['en', /\b(do not|don't|please do not) (delete|remove|edit|write|reply|type)\b.{0,30}\b(this line|below)\b/],
  ['en', /\bin (your )?replies?\b.{0,40}\bthis line\b/],
  ['en', /\breply\b.{0,20}\babove this\b/],
  ['de', /(antwort|schreib|eingeben|text|kommentar).{0,60}(über|oberhalb|ueber).{0,20}(linie|zeile)/],
  ['de', /(über|oberhalb).{0,20}(linie|zeile).{0,40}(antwort|schreib|eingeben)/],
  ['fr', /(répon|ecri|écri|saisi|tap|réponse).{0,60}(au-dessus|au dessus).{0,20}(ligne)/],
  ['es', /(respond|respuesta|escrib|conteste).{0,60}(encima|arriba).{0,20}(línea|linea)/],
  ['ca', /(respon|resposta|escri).{0,60}(damunt|sobre).{0,20}(línia)/],
  ['pt', /(respond|resposta|escrev|digit).{0,60}acima.{0,20}linha/],
  ['it', /(rispond|rispost|scriv|digit).{0,60}(sopra|al di sopra).{0,20}(riga|linea)/],
  ['nl', /(antwoord|reageer|typ|schrijf).{0,60}boven.{0,20}(regel|lijn)/],
  ['sv', /(svar|skriv).{0,60}(ovanför|över).{0,20}(rad|linje)/],
  ['da', /(svar|skriv).{0,60}(over|ovenfor).{0,20}(linje)/],
  ['fi', /(vasta|kirjoita|vastau).{0,60}(yläpuolelle|ylle)/],
  ['pl', /(odpowied|wpisz|napisz).{0,60}(powyżej|nad).{0,20}(lini|wiersz)/],
  ['cs', /(odpov|napiš|piš).{0,60}nad.{0,20}(řád|čár|lini)/],
  ['hu', /(válasz|írja).{0,60}(fölé|felett|felé)/],
  ['ro', /(răspun|scrie).{0,60}deasupra.{0,20}lini/],
  ['el', /(απάντησ|γράψτε|απαντήσ).{0,60}(πάνω|επάνω).{0,20}γραμμή/],
  ['ru', /(ответ|отвеч|напиш|введите|пишите).{0,60}(над|выше).{0,20}(лини|строк|черт)/],
  ['uk', /(відпов|напиш|введіть).{0,60}(над|вище).{0,20}(ліні|рядк|рис)/],
  ['tr', /(yanıt|cevap|yaz).{0,40}satır.{0,20}üst|satırın üst.{0,60}(yanıt|cevap|yaz)/],
  ['vi', /(trả lời|nhập|viết|phản hồi).{0,60}(trên|phía trên).{0,20}dòng/],
  ['id', /(balas|tulis|ketik|jawab).{0,60}di atas.{0,20}(garis|baris)/],
  ['th', /(ตอบ|พิมพ์|เขียน).{0,60}(เหนือ|ด้านบน).{0,20}(บรรทัด|เส้น)/],
  [
    'zh',
    /(此|这|該|该|這|本)\s?(行|线|線|条线|條線|分割线|分隔线|分隔線|横线|橫線|行文字|行字).{0,10}(上方|之上|以上|上面|上)|(上方|之上|以上|上面).{0,12}(回复|回覆|回答|填写|輸入|输入)/,
  ],
  ['ja', /この(行|線|ライン).{0,10}(上|より上)/],
  ['ko', /이 ?(줄|선|행|라인).{0,10}(위|이상)/],
  ['ar', /(فوق|أعلى) هذا (السطر|الخط)/],
  ['he', /מעל (שורה|קו|לשורה|לקו) (זו|זה|הזו|הזה|זאת)/],
  ['fa', /بالای این (خط|سطر)/],
];

const LONGEST = 160;
/** Signs drawn around or before the words. */
const DRAWN = /^(?:[>|\s]*)(?:[#=*~_+-]|[‐-―−─━]){2}|[#=*~_+‐-―−─━-]{2}\s*$/u;
/** Zendesk's `##- ... -##`, whatever it says. */
const ZENDESK = /^[>|\s]*##\s?-.{4,100}-\s?##$/u;

/** Whether a line asks to write above it. */
export function isReplyLine(line: Line | undefined): boolean {
  const text = line?.text ?? '';
  if (text.length < 6 || text.length > LONGEST) return false;
  if (ZENDESK.test(text)) return true;
  const lower = text.toLowerCase();
  if (!ABOVE_THIS_LINE.some(([, words]) => words.test(lower))) return false;
  return DRAWN.test(text) || isWholeSentence(text, isQuoted(line));
}

/** Whether such a line is drawn, as nobody writes it by hand. */
export function isDrawnReplyLine(line: Line | undefined): boolean {
  return DRAWN.test(line?.text ?? '') && isReplyLine(line);
}

/** Without anything drawn, only a line that says nothing else and is written like a label is one. */
function isWholeSentence(text: string, quoted: boolean): boolean {
  const bare = text.replace(/^[>|\s]+/u, '');
  return (
    quoted ||
    (bare.length <= 90 &&
      /^[\p{P}\s]*(please |when replying|reply|write|type|respond|bitte|veuillez|répond|por favor|responda|请|請)/iu.test(
        bare,
      ))
  );
}
