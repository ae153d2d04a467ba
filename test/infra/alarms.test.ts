import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RUNBOOK, type RunbookEntry, runbookAnchor } from '../../infra/constructs/alarms.ts';
import { resourcesOf, templateOf } from './synthesized.ts';

const template = templateOf('production');
const runbook = readFileSync(new URL('../../infra/docs/runbook.md', import.meta.url), 'utf8');
const chapters = new Map(runbook.split(/^## /m).map((chapter) => [chapter.split('\n')[0] ?? '', chapter]));
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');

describe('alarms', () => {
  test.each(alarms)('%s says what it means for a person and links to the runbook', (_, { Properties }) => {
    const description = String(Properties['AlarmDescription']);
    const [impact = '', link = ''] = description.split(' Runbook: ');
    expect(impact).toMatch(/^[A-Z].{30,}\.$/);
    const anchor = link.split('#')[1] ?? '';
    expect(Object.keys(RUNBOOK).map((entry) => runbookAnchor(entry as RunbookEntry))).toContain(anchor);
  });

  test.each(alarms)('%s tells the operators, also when it is over', (_, { Properties }) => {
    expect(Properties['AlarmActions']).toHaveLength(1);
    expect(Properties['OKActions']).toHaveLength(1);
  });

  test('every function has one', () => {
    const functions = resourcesOf(template, 'AWS::Lambda::Function');
    for (const [id] of functions) {
      const watching = alarms.filter(
        ([, { Properties }]) =>
          Properties['MetricName'] === 'Errors' && JSON.stringify(Properties['Dimensions']).includes(`"${id}"`),
      );
      expect(watching, id).toHaveLength(1);
    }
  });
});

test('mail that is set aside is counted by what the function logs of it, and told', () => {
  const [[, filter] = []] = resourcesOf(template, 'AWS::Logs::MetricFilter');
  expect(filter?.Properties['FilterPattern']).toBe('{ $.message.event = "mail_suspended" }');
  expect(JSON.stringify(filter?.Properties['LogGroupName'])).toContain('IngestMailLog');
  const [counted] = (filter?.Properties['MetricTransformations'] ?? []) as Record<string, string>[];
  const watching = alarms.filter(
    ([, { Properties }]) =>
      Properties['Namespace'] === counted?.['MetricNamespace'] && Properties['MetricName'] === counted?.['MetricName'],
  );
  expect(watching).toHaveLength(1);
  const source = readFileSync(new URL('../../functions/ingest-mail/set-aside.ts', import.meta.url), 'utf8');
  expect(source).toContain("'mail_suspended'");
});

describe('the runbook', () => {
  test.each(Object.entries(RUNBOOK))('%s: "%s" describes, investigates and resolves', (_, heading) => {
    const chapter = chapters.get(heading);
    expect(chapter, `a heading "## ${heading}"`).toBeDefined();
    for (const part of ['### Description', '### Investigation', '### Resolution']) expect(chapter).toContain(part);
  });

  test('every kind of alarm in it exists', () => {
    const used = new Set(alarms.map(([, { Properties }]) => String(Properties['AlarmDescription']).split('#')[1]));
    expect(used).toEqual(new Set(Object.keys(RUNBOOK).map((entry) => runbookAnchor(entry as RunbookEntry))));
  });
});
