import { type Finding, findings, type Source } from './fact.ts';

const SAYS =
  '(?:errors?|err|message|msg|warning|banner|notice|notification|pop-?up|toast|dialog|says?|said|saying|shows?|showing|shown|displays?|displayed|reads|gets?|getting|got|returns?|returned|response|status|提示语?|显示|报错|报|返回|弹出?|弹窗|横幅|公告|提醒|红字|出现|错误|信息|说|写着|跳出来?|with|stuck (?:in|at|on)|reject(?:s|ed)|refuse[sd]|declined|disqualified|卡在|状态|停在|原因|理由|写|变成|一直是|(?:点开|打开|进去)(?:就|都|全)?是|reason)';
const QUOTED = new RegExp(
  `${SAYS}[^"“”「」『』'\\n。.!?]{0,26}?(?:"(?<a>[^"\\n]{2,200})"|“(?<b>[^”\\n]{2,200})”|「(?<c>[^」\\n]{2,200})」|『(?<d>[^』\\n]{2,200})』|(?<![a-z])'(?<e>[^'\\n]{3,200})'(?![a-z])|【(?<f>[^】\\n]{2,200})】)`,
  'gd',
);
const ANY_QUOTE =
  /(?:"(?<a>[^"\n]{3,200})"|“(?<b>[^”\n]{3,200})”|「(?<c>[^」\n]{3,200})」|『(?<d>[^』\n]{3,200})』|(?<![a-z])'(?<e>[^'\n]{3,200})'(?![a-z]))/dg;
const SOUNDS_LIKE_ERROR =
  /fail|max |no .{3,40} available|reached|mismatch|not (?:been )?[a-z]+(?:ed|able|ible)(?![a-z])|too many|blocked|cancell?ed|forbidden|受限|停用|停权|禁用|维护|error|invalid|denied|insufficient|suspended|disabled|not (?:found|exist|allowed|supported|available|readable)|exceed|expired|timed? ?out|try again|unable|unavailable|rejected|restricted|does not|went wrong|失败|错误|异常|不足|超时|无效|限制|频繁|稍后|重试|繁忙|不可用|不支持|风险|过期|被其他|未通过|拒绝|已冻结|不存在|未授权|不匹配|有误|不符|未找到|已关闭|不对|无法|终止|中止|驳回|超出|过多|低于|高于|上限/;
const JSON_OBJECT =
  /(?:HTTP \d{3}:?\s)?\{[^{}\n]{0,20}["']?(?:code|msg|message|error|retcode|ret_code|status)["']?\s*:(?:[^{}\n]|\{[^{}\n]*\}){0,400}\}/gi;
const LABELLED =
  /(?:(?<![a-z])(?:error(?: message| code| text| msg)?|err(?:or)?msg|(?:message|banner|box|screen|app|page|popup|pop-up|it) (?:reads|says|said))|弹窗|报错(?:信息|内容|提示)?|错误(?:信息|提示|内容|码|代码)?|提示|返回|显示)\s*(?:说|是|为|了|is|was)?\s*[:：]\s*(?<value>[^\s"“「『{][^\n。；;！!?？，]{1,160}?)(?=\s*(?:[\n。；;！!?？，]|\.(?:\s|$)|,\s|$))/dg;
const LATIN_AFTER_CHINESE =
  /(?:报错|报了?个?|返回了?|提示|显示|被拒了?说?|说是?)\s*(?<value>(?=[^，。\n]*[a-z])-?[a-z0-9][a-z0-9 _.:'/-]{2,100}[a-z0-9])(?=\s*(?:[，。；！？,;!?\n）)]|\p{Script=Han}|$))/dgu;
const SAID_IN_CHINESE =
  /(?:提示|报错|显示|弹出?|返回|说)(?:我|了|是|个|：)?\s*(?<value>(?!错误(?:码|代码|提示|信息)?\s*[-\d:：]|(?:一个|了)?错误)(?=[^，。,；;！!？?\n]*\p{Script=Han})[^，。,；;！!？?\n"“「『\s]{3,30})/dgu;
const CODES =
  /(?<![a-z])(?<status>http[ -]?[45]\d\d)(?!\d)|(?<![\d.,:/$€£-])(?<bare>4(?:0[0-9]|1[0-9]|2[0-9])|50[0-4])(?=\s(?:on|for|from|every|errors?|again|all the time|whenever)(?![a-z])|\s?(?:错误|報錯|报错))|(?:(?<![a-z])(?:is|are|link|page|endpoint)|是|变成?)\s(?:a |an )?(?<page>40[0-9]|50[0-4])(?=\s*(?:[,.;!?，。！？]|$))|(?<=(?<![a-z])(?:error|code)\s)0x[0-9a-f]{4,8}(?![0-9a-z])|(?:(?<![a-z])(?:error|err|code|http|status)(?: code| error)?|错误码|错误代码|报错|代码)\s*(?:is|of|是|为|[:：#=])?\s*(?<value>-?\d{3,7}|[a-z]{1,3}-?\d{2,5})(?![\d.,:]*\d)|(?:(?<![a-z])(?:getting|gets?|got|returns?)|返回|报)\s*(?:an? |http ?)?(?<code>[45]\d\d(?:\s(?:too|many|requests|not|found|bad|request|unauthorized|forbidden|internal|server|error|gateway|timeout|service|unavailable))*)(?!\d|[.,]\d|\s?(?:u|usd|eur|btc|eth|dollars|个))/dg;
/** "It just says Something went wrong": a sentence of its own, without quotes. */
const SAID_IN_ENGLISH =
  /(?<![A-Za-z])(?:says?|said|shows?|showed|reads?|displays?)(?:\s(?:just|only|that|me|now|still|as|it))*\s(?<value>[A-Z][a-z]+(?:\s[a-zA-Z'-]+){1,9}(?=\s*(?:[.,;!?\n(]|$))|(?:expired|invalid|failed|rejected|declined|unavailable|suspended|restricted|disabled)(?![a-z]))/dg;
const NOT_THE_PLATFORM =
  /(?:客服|(?<![a-z])(?:agent|support|seller|he|she|they|i)|他|她|他们|老师|对方|卖家|我)(?:就|只|一直|都|又|还|再|们|也| just| only| always| keeps?)*\s*$/;

/** What the platform said when it failed: as JSON, in quotes, behind "error:", or a code. */
export function findErrorTexts({ written, folded }: Source): readonly Finding[] {
  const found: Finding[] = [];
  const keep = ({ start, end }: Finding, isSure = false) => {
    if (end <= start || found.some((each) => start < each.end && end > each.start)) return;
    const weak = !isSure && !SOUNDS_LIKE_ERROR.test(folded.slice(start, end));
    found.push({ start, end, ...(weak ? { weak } : {}) });
  };
  for (const each of findings(written, JSON_OBJECT)) keep(each, true);
  for (const { match } of findings(folded, QUOTED))
    if (!NOT_THE_PLATFORM.test(folded.slice(Math.max(0, match.index - 16), match.index))) keep(inner(match));
  for (const { match } of findings(folded, ANY_QUOTE)) {
    const { start, end } = inner(match);
    if (SOUNDS_LIKE_ERROR.test(folded.slice(start, end))) keep({ start, end });
  }
  for (const pattern of [LABELLED, LATIN_AFTER_CHINESE]) for (const each of findings(folded, pattern)) keep(each);
  if (found.length === 0)
    for (const { start, end } of findings(written, SAID_IN_ENGLISH))
      if (SOUNDS_LIKE_ERROR.test(folded.slice(start, end))) keep({ start, end });
  if (found.length === 0)
    for (const { start, end } of findings(folded, SAID_IN_CHINESE))
      if (
        SOUNDS_LIKE_ERROR.test(folded.slice(start, end)) &&
        !NOT_THE_PLATFORM.test(folded.slice(0, start - 1).slice(-12))
      )
        keep({ start, end });
  if (found.length === 0)
    for (const { match, start, end } of findings(folded, CODES)) {
      const code = ['code', 'status', 'bare', 'page']
        .map((name) => match.indices?.groups?.[name])
        .find((span) => span !== undefined);
      keep(code ? { start: code[0], end: code[1] } : { start, end });
    }
  return found.sort((a, b) => a.start - b.start);
}

function inner(match: RegExpExecArray): Finding {
  const groups = Object.values(match.indices?.groups ?? {}).find((span) => span !== undefined);
  const [start, end] = groups ?? [match.index, match.index];
  return { start, end };
}

const TYPES_BEFORE_ORDER =
  /(?<![a-z])(?<value>(?:stop[ -]?limit|stop[ -]?loss|stop[ -]?market|take[ -]?profit|trailing[ -]?stop|limit|market|stop|conditional|iceberg|twap|oco|fok|ioc|post[ -]?only|reduce[ -]?only|fill[ -]or[ -]kill)(?:[ -]orders?(?![a-z])|(?=[ -](?:buys?|sells?|buying|selling|bought|sold|close[ds]?|long|short)(?![a-z]))))/dg;
const TYPES =
  /(?<![a-z])(?:stop[ -]limit|stop[ -]market|stop[ -]?loss(?:es)?|take[ -]profit|trailing[ -]stop|oco|post[ -]only|reduce[ -]only|fill[ -]or[ -]kill|iceberg|twap)(?![a-z])|(?<![a-z])(?:tp(?: and |\/|\s?& ?)sl|tp|sl|take profit|trailing stop)(?![a-z])|(?<=(?:order type|type)\s*[:：]?\s*|[a-z][/-]?(?:usdt|usdc|usd|perp)\s|\()(?:limit|market)(?![a-z])|止盈止损单?|限价[单單]?|市[价價][单單]?|追踪止损单?|移动止损单?|跟踪止损单?|止损单?|止盈单?|计划委托|条件单|冰山委托|只[减減][仓倉]/g;

/** Types of orders, as they are called; whether something is bought or sold is no part of it. What somebody calls by its own name comes before what triggers it. */
export function findOrderTypes({ folded }: Source): readonly Finding[] {
  const all = [...findings(folded, TYPES_BEFORE_ORDER), ...findings(folded, TYPES)].sort((a, b) => a.start - b.start);
  return all.reduce<Finding[]>((kept, { start, end }) => {
    const last = kept.at(-1);
    if (!last || start >= last.end) kept.push({ start, end });
    return kept;
  }, []);
}
