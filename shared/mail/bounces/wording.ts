import type { Wording } from './vocabulary.ts';
import { FOREIGN_WORDING } from './wording-of-languages.ts';

const NAME =
  '(?:users?|recipients?|mail ?box(?:es)?|accounts?|address(?:es)?|addressees?|e-?mail|name|alias|inbox|customer|person|member|subscriber)';
const said = (...patterns: string[]) => new RegExp(patterns.join('|'), 'i');

/** The words of servers in English; the first row that is said decides, so what is more exact comes first. */
const ENGLISH: readonly Wording[] = [
  [
    '4.3.1',
    said(
      'insufficient (?:system|disk) (?:storage|space|resources)',
      'no space left on device',
      'out of (?:disk space|memory)',
      '(?:file ?system|disk|spool|server) (?:is )?full',
      'not enough (?:disk|server|system) (?:space|storage|resources)',
    ),
  ],
  [
    '5.2.2',
    said(
      String.raw`(?:mail ?box|inbox|mail ?drop|mail ?folder|mail ?file|account|user|recipient|quota)\b[^.:]{0,60}?\b(?:is |are |was )?(?:too |currently |almost |now )?full\b`,
      String.raw`\bfull (?:mail ?box|inbox|mailfolder)`,
      'over (?:the |its |their |his |her |your )?(?:allocated |allotted |allowed |maximum |mail ?box |mail |storage |disk |size |space |user )*(?:quota|storage|space limit|size limit)',
      'overquota|over-quota|quota (?:exceeded|violation|full|limit|error|is full|would be exceeded|has been exceeded|was exceeded|exhausted|reached|overdrawn)',
      '(?:exceed(?:s|ed|ing)?|beyond|over) (?:the |their |his |her |its |your |storage |disk |mail ?box |mail |user |allowed |maximum |hard |soft |inbox |account )*(?:quota|allocation|storage limit|mailbox limit|mailbox size)',
      'user mailbox exceeds allowed size|mail ?box (?:has )?(?:exceeded|exceeds|over|size limit|quota|storage)',
      'exceeded storage|storage (?:allocation|limit|quota) (?:has been |was )?(?:exceeded|reached)|storage space|out of (?:storage|mailbox space)',
      "(?:doesn['’]?t|does not|do not) have (?:enough|sufficient) (?:disk |storage |mailbox )?(?:space|storage|quota)",
      '(?:insufficient|not enough|no) (?:mailbox |storage |user |mail )?(?:space|storage|quota)\\b',
      '(?:recipient|user|account|mailbox|receiver)[^.:]{0,40}storage[^.:]{0,20}(?:exceeded|full|limit)',
      "(?:number|size) of messages in (?:the )?recipient['’]s mailbox exceeded|can(?:no|['’])t accept (?:any )?(?:more |new )?messages now|out ?of ?quota|mailboxfull|too many messages in (?:the |this )?(?:mailbox|folder)",
      'quota',
    ),
  ],
  [
    '5.3.4',
    said(
      String.raw`(?:message|mail|e-?mail|file|data|attachment)(?: size| length| file| body)?[^.:]{0,30}?\b(?:exceed(?:s|ed|ing)?|too (?:big|large|long)|larger than|over (?:the )?(?:size|limit)|oversize)`,
      '(?:exceed(?:s|ed|ing)?|over)[^.:]{0,40}(?:message size|size limit|maximum size|fixed limit|fixed maximum|allowed size|mailsize|length limit|line limit)',
      'mail size limit|message size (?:limit|exceeded)|size limit (?:exceeded|for)|too large|too big|oversized?',
    ),
  ],
  [
    '5.4.6',
    said(
      'too many hops|hop ?count (?:exceeded|limit)|(?:exceeded|maximum) hop|(?:mail|message|routing|forwarding|delivery|mx) loop|loop(?:ing)? (?:detected|back)|loops back|looping|points back to|mx list for .{0,80}back|mx records? points? to (?:the )?local|too many received',
    ),
  ],
  [
    '4.4.7',
    said(
      'retry time(?:out)? (?:exceeded|not reached)|delivery (?:time )?(?:has )?expired|(?:message|mail|delivery|queue (?:time|lifetime)|it)(?: has)? (?:expired|timed out|been (?:in|on) (?:the |our )?(?:mail )?queue)|queued? (?:for )?too long|in the queue too long|(?:queue|retry|life) ?time (?:limit )?(?:exceeded|expired)|time ?to ?live|message (?:is )?too old',
      String.raw`(?:could not|couldn['’]t|can(?:no|['’])t|unable to|not) (?:be |been )?(?:delivered?|deliver [^.]{0,60}|send [^.]{0,60}|sent)(?: for| in| within| after| during)(?: the| more than| over)?(?: last| past)? \d+[ ,]*(?:day|hour|minute|week|attempt|tr)`,
      'not delivered (?:for|within|after) \\d+|(?:delivery )?attempts? (?:expired|exhausted|failed \\d+)|failed \\d+ attempts|max(?:imum)?(?: number of)? (?:retr(?:y|ies)|delivery attempts|attempts)|too many (?:retries|attempts)|exceeded (?:max|the maximum) (?:time|retr)|expired after|deferral timeout',
    ),
  ],
  [
    '5.1.6',
    said(
      'mailbox has moved|(?:user|recipient|address) (?:has |have )?(?:been )?(?:moved|changed)\\b|has moved to|no longer (?:works?|employed|with (?:us|the|this)|at this)|changed (?:my |his |her |their |its )?(?:e-?mail )?address|has been replaced|new (?:e-?mail )?address is',
    ),
  ],
  [
    '5.2.1',
    said(
      String.raw`(?:${NAME}|user id|mail ?drop|domain)\b[^.:]{0,60}?\b(?:disabled|suspended|deactivated|de-activated|inactive|discontinued|expired|frozen|locked|closed|terminated|inactivated|not (?:yet )?activ(?:e|ated)|cancell?ed|deleted|removed|dormant|on hold|restricted|currently unavailable|not allowed to receive|temporarily limited)\b`,
      String.raw`\b(?:disabled|suspended|deactivated|inactive|expired|locked|closed|dormant|deleted|discontinued) (?:e-?mail )?(?:${NAME}|mbox)\b`,
      '(?:delivery|mail) (?:to|for) this (?:user|account|address|recipient) (?:is |has been )?(?:not accepted|disabled|suspended|blocked)|not accepting (?:mail|messages|e-?mail)(?![^.\\n]{0,80} from)|does not accept (?:mail|messages|e-?mail)(?![^.\\n]{0,80} from)|no longer accepts? (?:mail|e-?mail|messages)|user (?:is )?(?:disabled|hangup|inactive)|not receiving|vacation ?disabled',
    ),
  ],
  [
    '5.1.2',
    said(
      'unrouteable mail domain|unknown mail (?:host|domain|server)',
      String.raw`(?:host(?: ?name)?|domain(?: name)?|destination (?:server|host|system|domain))\b(?:[ :]+[<("'\[]?[\w-]+\.[\w.-]+[)>"'\]]?)?[^.:;]{0,50}?\b(?:unknown|not found|could(?: not|n['’]t) be (?:found|resolved)|not (?:be )?(?:known|resolve[d]?|valid)|does(?: not|n['’]t) (?:exist|resolve)|cannot be (?:found|resolved)|invalid|lookup failed|lookup error|is not registered|nonexistent|no longer exists)`,
      '(?:unknown|no such|bad|invalid|nonexistent|non-existent|unresolvable|illegal) (?:remote |destination |recipient |mail |internet )?(?:host|domain|mail ?exchanger|destination system|server)(?: ?name)?',
      "couldn['’]t find any host|(?:could not|couldn['’]t|cannot|can['’]t|unable to|failed to|didn['’]t) (?:find|resolve|locate|look ?up) (?:the |any |an? )?(?:recipient['’]?s? |destination |mail )?(?:mail )?(?:host|domain|server|mx|ip address|address for|hostname|exchange)",
      'no (?:valid )?(?:mx|a|dns|mail exchange[r]?)(?: or (?:mx|a|aaaa|address|cname))?(?: record)?s? (?:for|found|exist|in dns|record)|(?:mx|a) (?:lookup|record)s? (?:failed|(?:do(?:es)? )?not (?:found|exist)|points? to (?:a )?(?:non|invalid|loopback))|mx records point to (?:non-?existent|unresolvable)|nxdomain|null ?mx|nodename nor servname|host(?:s)? not found|name or service not known|domain not found|dns query error|domain has no mail|nullmx|name server: host not found|no mail servers?',
      'name service error',
    ),
  ],
  ['5.4.4', said("(?:unable to|can(?:no|['’])t|cannot) (?:be )?route|no route (?:found )?to (?:domain|recipient)")],
  ['5.5.3', said('too many recipients')],
  ['5.1.4', said('not unique|ambiguous|several match|multiple match|match(?:es|ed) (?:several|multiple|more than)')],
  [
    '5.1.8',
    said(
      "domain of sender(?:['’]s)? address|sender(?:['’]s)? (?:address )?domain|sender address (?:does not|doesn['’]t) exist|sender domain|sender verif|(?:unresolvable|invalid) sender|cannot resolve your (?:domain|address)",
    ),
  ],
  [
    '5.7.1',
    said(
      String.raw`relay(?:ing)?\b[^.:]{0,40}?\b(?:not (?:allowed|permitted|authorized)|denied|prohibited|rejected|disabled|access|forbidden|refused|mail to|is disallowed)|(?:unable|not (?:permitted|allowed|authorized)|refus\w+|won['’]t|cannot|do not|don['’]t|no) (?:to )?relay|rcpthosts|we do not relay|not a(?:n open)? relay|not a gateway|must (?:check for new mail|authenticate)`,
    ),
  ],
  [
    '5.1.1',
    said(
      "no such (?:user|mailbox|recipient|address|account|person)|(?:user|recipient|mailbox|addressee|account)s? (?:is |was |temporarily )?(?:unknown|not found|does(?: not|n['’]t) exist)|unknown (?:user|recipient|mailbox)",
    ),
  ],
  [
    '4.7.1',
    said(
      'gr[ea]y ?-?list|temporarily (?:deferred|rejected|blocked)|try (?:your (?:request|mail|message) )?(?:again )?later|please (?:try again|retry)|(?:message|mail|rate|sending|connection|throughput)[ -]?(?:rate |sending )?(?:limit|throttl)\\w*|throttl|too many (?:connections|messages|sessions|e-?mails|mails)|rate limit|deferred due to|unusual rate',
    ),
  ],
  [
    '5.7.1',
    said(
      'spam|black ?list|block ?list|blocked|rbl\\b|dnsbl|(?:bad|poor|low) reputation|reputation|unsolicited|bulk mail|virus|malware|infected|policy|policies|content (?:is )?(?:rejected|denied|filter)|prohibited|banned|not authori[sz]ed|unauthori[sz]ed|authentication (?:is )?required|access (?:is |was )?denied|denied|permission|not permitted|not allowed|dmarc|\\bspf\\b|dkim|(?<!connection )refused by|sender (?:address )?(?:is )?rejected|sender (?:was )?denied|forbidden|administrative|message (?:was )?(?:rejected|refused)|not welcome|reverse dns|\\bptr\\b|client host rejected|(?<!not )listed (?:in|at|by|on)|closed list|not subscribed|non-?member|not a member|(?:only )?members? (?:may|can|only)|moderat|restricted|violat|accept(?:ing)? (?:mail|messages|e-?mail)[^.\\n]{0,80} from',
    ),
  ],
  [
    '5.1.3',
    said(
      '(?:bad|invalid|illegal|malformed|wrong) (?:destination |recipient |mailbox |e-?mail )?address(?:es)?(?: syntax| format)|(?:address|recipient|mailbox)(?:es)? (?:has |have |with )?(?:invalid |bad |wrong )?syntax|syntax error in (?:parameters|address|mailbox|recipient|from|to)|malformed (?:address|recipient)|illegal (?:alias|address|character)|invalid (?:local part|recipient syntax)|mailbox syntax|domain (?:name )?(?:missing|required)|unqualified',
    ),
  ],
  [
    '5.1.1',
    said(
      `(?:unknown|no such|invalid|nonexistent|non-existent|unrecogni[sz]ed|bad|undefined|incorrect|unresolvable) (?:local |virtual |destination |final |delivery |mail |remote |or (?:illegal|invalid) |e-?mail |smtp |o/?r )*(?:part |${NAME}|rcpt|userid|user ?name|local[ -]?part|mbox|destination)`,
      String.raw`\b(?:${NAME}|user ?id|user ?name|rcpt|account|mbox|local[ -]?part|screen ?name|login)\b[^.:;]{0,70}?\b(?:unknown|not (?:be )?(?:found|known|exist(?:s|ing)?|valid|available|listed|registered|recogni[sz]ed|locate|a (?:valid|known|registered)|in (?:the |our |this )?(?:directory|system|database)|on (?:this|our|the) (?:server|system|host)|here|our customer|local|defined|exactly match)|(?:doesn|don|didn|does|do|isn|wasn|couldn|can)['’]?(?:t| not) (?:exist|be found|have|found|be located|be reached)|cannot be (?:found|reached|verified)|does not have|invalid|non-?existent|no longer (?:valid|available|exists?|in (?:use|service)|active|on (?:this|the|our))|(?:is )?undeliverable|undefined|is wrong|is bad|isn['’]t valid|rejected|unavailable|no account|missing)`,
      "mailbox unavailable|unavailable (?:mailbox|mail user|user)|user_unknown|unknown_user|unknown or illegal alias|usernotfound|user unkn|(?:doesn['’]?t|does not) have (?:a|an) [^.]{0,60}account|no (?:mailbox|account|user|one|person|recipient|such)\\b[^.]{0,40}(?:here|by that|with that|named|of that|name|found|exists?|matching)|there is no (?:such )?(?:user|one|mailbox|account|person|recipient)|not (?:our|a) (?:customer|valid|known|local)|not listed in|not in (?:our|the|my) (?:directory|list|database|address book)|recipnotfound|adr\\.recipnotfound|recipient (?:name )?(?:is )?not recognized|can(?:no|['’])t find|cannot find|wasn['’]?t found|couldn['’]?t be found|could not be found|address not found|unrouteable address|undeliverable address|bad destination mailbox|recipient rejected|rcpt(?: to)? (?:is )?rejected|address rejected|address unknown|user unknown|unknown user|does not like recipient|not like recipient|no longer here|no valid recipients?|(?:do(?:es)?|did|could)(?: not|n['’]t) (?:exactly |unambiguously )?match\\b|no match(?:es|ing)?\\b|no delivery point|(?:is |are )?(?:no|not an?) (?:valid|known|local|existing|registered) (?:user|recipient|address|mailbox|account|name)",
    ),
  ],
  [
    '4.4.2',
    said(
      'connection (?:was |has been )?(?:lost|dropped|closed|reset|broken|terminated|aborted|died)|lost (?:input |output )?(?:channel|connection)|bad connection|broken pipe|conversation with .{0,80}timed out|remote host closed|unexpected(?:ly)? (?:eof|closed|disconnect)|connected to .{0,100}but connection died|(?:data )?timeout (?:while|waiting)|read (?:error|timeout)|end of file',
    ),
  ],
  [
    '4.4.3',
    said(
      'name ?server[^.\n]{0,60}(?:fail|error|time|respond|unreach|temporar|unavail)|dns (?:error|failure|timeout|soft|lookup)|temporary (?:lookup|resolution|dns|name)|host not found, try again|resolver (?:error|fail)|cname lookup failed',
    ),
  ],
  [
    '4.4.1',
    said(
      "connection (?:timed? ?-?out|refused|was refused|attempt|failed|could not|failure|error|limit)|connect(?:ion)? to .{0,100}(?:timed? ?out|refused|failed)|no (?:answer|response|route|reply)|not (?:respond|reachable|answer)|unreachable|(?:could|can|did|was|would|does)(?: not|n['’]t|not|n['’]t able to| not able to)? (?:connect|establish|respond|contact|reach(?! (?:\\w+ ){0,4}?(?:recipient|address|user|person|mobile|subscriber)))|unable to (?:connect|contact|reach|establish|open)|cannot (?:connect|contact|reach)|wasn['’]t able to establish|timed out|time-?out|network (?:is )?(?:unreachable|error|down)|host (?:is )?down|failed to connect|all (?:relevant )?hosts? .{0,60}(?:unreachable|failing)|has been failing",
    ),
  ],
  [
    '4.3.2',
    said(
      'service (?:is )?(?:currently |temporarily )?(?:not available|unavailable|shutting|closing)|system (?:is )?(?:not (?:currently )?accepting|busy|temporarily)|server (?:is )?(?:too )?busy|closing transmission|too busy|temporar(?:y|ily) (?:failure|error|problem|unavailable|rejected|local|system|server|suspended)|deferred|resources temporarily',
    ),
  ],
];

/** Words that say little, and that other languages have as well. */
const VAGUE: readonly Wording[] = [
  [
    '5.1.1',
    said("no such|(?:does|do|dos)(?:n['’]?t| not) exist|not exist|not found|not known|unknown|invalid|unavailable"),
  ],
  [
    '5.6.0',
    said(
      'conversion|mime (?:error|format)|(?:bad|invalid|malformed|missing|duplicate) (?:header|from|date|message-id)|header (?:error|syntax)|8 ?bit|bare (?:lf|cr)|line too long',
    ),
  ],
  [
    '5.3.0',
    said(
      "unknown mailer error|mailer error|system error|internal (?:server )?error|(?:local )?configuration error|config error|can['’]?t create|command (?:died|failed|output)|pipe|program|i\\/o error|operating system|local error|procmail|bad usage|child (?:crashed|proc)|(?:mail )?filter",
    ),
  ],
  ['5.5.0', said('protocol error|syntax error|unrecogni[sz]ed command|bad sequence|command not|bad command')],
];

const LOOKED_AT = 2_000;

/**
 * The status that a server's words stand for, or undefined: what is said in English first, for other languages have some
 * of its words. Hardly any server explains itself beyond what is looked at.
 */
export function statusByWording(text: string): string | undefined {
  const words = text.slice(0, LOOKED_AT).replace(/\s+/g, ' ');
  for (const table of [ENGLISH, FOREIGN_WORDING, VAGUE]) {
    const row = table.find(([, says]) => says.test(words));
    if (row) return row[0];
  }
  return undefined;
}
