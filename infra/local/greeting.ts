import type { RunInfo } from './run-file.ts';

interface Circumstances {
  readonly seconds: number;
  readonly logFile: string;
  readonly broken: number;
  readonly ephemeral: boolean;
  readonly dataDir: string;
}

/** What the person who started it reads when it is ready. */
export function greeting(info: RunInfo, { seconds, logFile, broken, ephemeral, dataDir }: Circumstances): string {
  const [agent] = info.agents;
  const example = agent
    ? `\n  As an agent:\n    curl -u '${agent.email}/token:${agent.apiToken}' ${info.api}/api/v2/tickets.json\n`
    : '';
  const warning =
    broken > 0 ? `\n  ${broken} function(s) could not be loaded: see above. Mend the source and save it.\n` : '';
  return `
  Moorline is ready (${seconds.toFixed(1)} s).

    API       ${info.api}/api/v2       its description: ${info.api}/openapi.json
    Mail in   ${info.smtp.host}:${info.smtp.port} (SMTP), to ${info.supportAddress}
    Mail out  ${info.mailbox}
    Data      ${ephemeral ? 'none is kept' : dataDir}
    Log       ${logFile}
${example}${warning}
  Its whole story in a minute:  npm run demo
  Stop it:                      Ctrl+C, or kill ${info.pid}
`;
}
