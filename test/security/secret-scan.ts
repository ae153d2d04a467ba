import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { ROOT } from '../arch/source-files.ts';

/** Secrets of our own making, which no public rule knows. They have no mark of their own; what they look like tells. */
const OURS: readonly (readonly [name: string, pattern: RegExp])[] = [
  // 32 random bytes in base64url, as secrets of API tokens and tokens of uploads are.
  ['an API token', /(?<![\w+/-])(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{43}(?![\w+/=-])/],
  ['a JWT', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{20,}/],
  // As Secrets Manager makes them: no words, no hyphens.
  ['a key of the deployment', /\b(?:signing_key|secret)["']?\s*[:=]\s*["'`][A-Za-z0-9+/]{32,}={0,2}["'`]/i],
];

/** What looks like a secret in a file, as `path:line: what`. Never the secret itself. */
export async function secretsIn(path: string, content: string): Promise<string[]> {
  const { messages } = await lintSource({
    source: { filePath: path, content, ext: '', contentType: 'text' },
    options: {
      noPhysicFilePath: true,
      maskSecrets: true,
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] },
    },
  });
  const known = messages.map(({ loc, messageId, ruleId }) => `${path}:${loc.start.line}: ${messageId || ruleId}`);
  const ours = content
    .split('\n')
    .flatMap((line, at) =>
      OURS.filter(([, pattern]) => pattern.test(line)).map(([name]) => `${path}:${at + 1}: ${name}`),
    );
  return [...known, ...ours];
}

/** Every file that is or would be committed; without git, every file but what is installed or made here. */
export function committedFiles(): string[] {
  const listed = listedByGit() ?? everyFile('.');
  return listed.filter((path) => existsSync(join(ROOT, path)));
}

function listedByGit(): string[] | undefined {
  try {
    const text = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text.split('\0').filter((path) => path !== '');
  } catch {
    return undefined;
  }
}

function everyFile(folder: string): string[] {
  const ignored = [
    ...readFileSync(join(ROOT, '.gitignore'), 'utf8')
      .split('\n')
      .map((line) => line.replace(/\/$/, '')),
    '.git',
  ];
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !ignored.includes(name) && !name.endsWith('.log'))
    .flatMap((entry) => {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? everyFile(path) : [path];
    });
}
