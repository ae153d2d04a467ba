import { apiClient, findRun, mailClient, tokenOf } from './clients.ts';
import { tellStory } from './story.ts';
import { StoryBroken } from './timeline.ts';

/** `npm run demo`: a customer's stuck withdrawal, from the first mail to the rating, against a running instance. */
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
