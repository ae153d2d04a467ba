import { measure } from './measure.ts';
import { figures, report, TARGETS } from './report.ts';

/*
 * `npm run cost`: measures a ticket's whole life and an idle stack, and prints what AWS charges for them; with `-- --json`
 * only the figures. Fails when a target is missed.
 */

const measured = await measure((text) => process.stderr.write(`  ${text}\n`));
const all = figures(measured);
const { alone, idleMonth } = all;
process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify(all) : report(measured)}\n`);
process.exitCode = alone < TARGETS.thousandTickets && idleMonth < TARGETS.idleMonth ? 0 : 1;
