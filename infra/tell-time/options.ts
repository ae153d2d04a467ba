import { asksForHelp, HelpAsked, UsageError } from '../command-line.ts';

/** What `npm run clock` was asked for. */
export interface Options {
  readonly paths: readonly string[];
  /** Everything as JSON: also the clocks of a timeline, which people get as text. */
  readonly json: boolean;
  /** Files in iCal format whose days are holidays of every schedule. */
  readonly holidays: readonly string[];
}

const USAGE = `npm run clock -- [options] [FILE ...]

Answers "what is due when". Reads JSON, one question a line, from the files or else from standard input, and answers each
with a line, in order: {"result": ...}, or {"error": "..."} for what cannot be answered. Needs no running instance. A question
that cannot be answered stops no other: it is named with its file and line, and the exit code is 1, as for a missing file.

  {"schedule": {"time_zone": "Europe/Berlin", "intervals": {"mon": [["09:00","17:00"]]}, "holidays": ["2026-01-01"]},
   "op": "add", "start": "2026-01-02T15:00:00+01:00", "seconds": 7200}
                          the instant by which so many open seconds have passed (negative: backwards)
  "op": "between", "start", "end"    the open seconds between two instants; negative when the end comes first
  "op": "open", "start"              whether it is open at an instant

  {"policy": {"policy_metrics": [{"priority": "normal", "metric": "first_reply_time", "target": 60,
   "business_hours": true}]}, "schedule": {...}, "now": "...",
   "timeline": [{"at": "...", "by": "customer", "comment": "public", "priority": "normal"}, ...]}
                          the seven clocks of a ticket, step by step; as text without --json

  --json                 the clocks of a timeline as a line of JSON, too
  --explain              the clocks of a timeline as text (the default)
  --holidays FILE.ics    days that are holidays of every schedule (may be repeated)

A schedule: no intervals means every day is whole, a weekday left out is closed, no schedule is around the clock. Hours
hold their first instant and not their last; "24:00" ends a day; hours such as ["22:00","06:00"] go on into the next day,
and a holiday closes its own date only. Adding lands on the end of the hours when they are exactly used up, backwards on
their start; adding 0 to a time that is closed gives the next opening. Hours that begin or end in an hour that clocks skip
do so as much later; a repeated hour counts twice; hours that begin or end within one do so when it is first shown. Hours
that lie wholly in a skipped hour do not happen, wholly in a repeated one twice. What never comes (no opening within 400
years) is null. test/fixtures/business-time.jsonl has some 300 questions with their answers; they name a schedule ("on") that is
given once, above them, where this command wants the "schedule" itself in each line.

Instants are ISO 8601; without an offset they are on the schedule's clocks (a time they show twice is the first). Answers
are written like the start: in UTC where it ends in Z, with an offset where it has one or none: that of the schedule's clocks
if the start's was theirs, otherwise its own. Seconds have a fraction where the start or the answer has one.

A timeline's events: "at"; "by": customer, agent or system; "comment": public or internal; "automatic": true for mail that
nobody wrote; what it changes: "status", "priority", "category", "group_id", "tags" ...; "policy" (or "policies") and
"schedule" change the rules from there on. The first event opens the ticket. "policies" are tried in order: "filter":
{"all": [{"field": "category", "operator": "is", "value": "kyc"}], "any": []}; the first that fits counts. A policy may have a
"schedule" of its own. The text shows times on the schedule's clocks, what is promised and how much of it is used, on which
days the rest lies, and why policies that come earlier in the order do not apply; --json has the same and all seven metrics.
A policy's "escalations" are those of the API: [{"metric": null, "steps": [{"percent": 80, "actions": [{"type": "notify",
"to": "assignee"}]}, {"minutes": -15, ...}, {"minutes": 0, ...}]}]. Steps are told when they fall due, each once; an answer, or an
event with "acknowledged": true, stops them. What a step does to the ticket (its priority, its group) is an event to be written down.

\`npm run -s clock\` prints the answers and nothing else.
`;

/** Reads the command line. Throws UsageError for what it does not know. */
export function readOptions(given: readonly string[]): Options {
  const paths: string[] = [];
  const holidays: string[] = [];
  let json = false;
  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? '';
    if (word === '--json') json = true;
    else if (word === '--explain') json = false;
    else if (word === '--holidays') {
      const file = given[++at];
      if (file === undefined) throw new UsageError(`${word} needs a value.\n\n${USAGE}`);
      holidays.push(file);
    } else if (asksForHelp(word)) throw new HelpAsked(USAGE);
    else if (word.startsWith('--')) throw new UsageError(`There is no option ${word}.\n\n${USAGE}`);
    else if (word !== '-') paths.push(word);
  }
  return { paths, json, holidays };
}
