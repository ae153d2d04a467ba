import { asksForHelp } from '../../command-line.ts';
import { apiClient, findRun, mailClient, tokenOf } from './clients.ts';
import { tellStory } from './story.ts';
import { StoryBroken } from './timeline.ts';

const USAGE = `npm run demo

Plays a customer's stuck withdrawal against the instance that "npm start" runs here, from the first mail to the rating, and
says step by step what happened and after how long. Ends with 1 when something did not happen as told.`;

/** `npm run demo`: a customer's stuck withdrawal, from the first mail to the rating, against a running instance. */
if (process.argv.slice(2).some(asksForHelp)) {
  console.log(USAGE);
  process.exit(0);
}
try {
  const run = await findRun();
  const admin = run.agents.find((agent) => agent.role === 'admin');
  const agent = run.agents.find((each) => each.role === 'agent' && each.supervisorOf.length === 0);
  const supervisor = run.agents.find((each) => each.supervisorOf.length > 0);
  if (!admin || !agent || !supervisor)
    throw new Error('The instance has no administrator, agent and supervisor to play with.');
  await tellStory({
    run,
    agent,
    supervisor,
    mail: mailClient(run),
    asAdmin: apiClient(run, tokenOf(admin)),
    asAgent: apiClient(run, tokenOf(agent)),
  });
  console.log('\nThe whole story happened as told.');
} catch (error) {
  const text =
    error instanceof StoryBroken
      ? `The story broke. Expected: ${error.message}`
      : String(error instanceof Error ? error.message : error);
  console.error(`\n✗ ${text}`);
  process.exitCode = 1;
}
