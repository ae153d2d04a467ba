/*
 * Read before everything else by the commands of package.json. An older Node knows no TypeScript and would only say that it
 * does not know the file's extension, so this file is written for any Node there is.
 */
const NEEDED = 24;
const [major] = process.versions.node.split('.');
if (Number(major) < NEEDED) {
  process.stderr.write(
    `Moorline runs on Node ${NEEDED} or newer, and the first one in your PATH is Node ${process.versions.node}.\n` +
      `On Linux (x64, arm64) "npm ci" brings Node ${NEEDED} along, for "npm start" and all other commands to run on: run it\n` +
      'again, without leaving out optional packages. Elsewhere install it: https://nodejs.org/en/download\n',
  );
  process.exit(1);
}
