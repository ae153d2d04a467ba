import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RUNBOOK, type RunbookEntry, runbookAnchor } from '../../infra/constructs/alarms.ts';
import { functionName, resourcesOf, templateOf } from './synthesized.ts';

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

  const functions = resourcesOf(template, 'AWS::Lambda::Function').map(([id, lambda]) => ({
    id,
    name: functionName(lambda),
  }));
  const watching = (id: string, metric: string) =>
    alarms.filter(
      ([, { Properties }]) =>
        Properties['MetricName'] === metric && JSON.stringify(Properties['Dimensions']).includes(`"${id}"`),
    );

  test.each(functions)('a failure of $name is told', ({ id, name }) => {
    const [, mapping] =
      resourcesOf(template, 'AWS::Lambda::EventSourceMapping').find(([, { Properties }]) =>
        JSON.stringify(Properties['FunctionName']).includes(`"${id}"`),
      ) ?? [];
    if (name === 'relay-events') expect(watching(id, 'IteratorAge')).toHaveLength(1);
    else if (name === 'uploads-api') {
      const errors = alarms.filter(([alarm]) => alarm.startsWith('AlarmsUploadErrors'));
      expect(errors.map(([, { Properties }]) => [Properties['MetricName'], Properties['Threshold']])).toEqual([
        ['5XXError', 0],
      ]);
    } else if (mapping) {
      const [queue = ''] = /[A-Z]\w+Queue[0-9A-F]+/.exec(JSON.stringify(mapping.Properties['EventSourceArn'])) ?? [];
      expect(watching(queue, 'ApproximateAgeOfOldestMessage')).toHaveLength(1);
    } else if (behindTheHttpApi(id)) {
      const shared = alarms.filter(([, { Properties }]) => Properties['MetricName'] === 'ApiErrors');
      expect(shared.map(([, { Properties }]) => Properties['Threshold'])).toEqual([5]);
    } else expect(watching(id, 'Errors')).toHaveLength(1);
  });

  test('failures of functions behind the HTTP APIs are read from their access log, which holds what is looked for', () => {
    const filters = resourcesOf(template, 'AWS::Logs::MetricFilter');
    const errors = filters.filter(([, { Properties }]) =>
      JSON.stringify(Properties['MetricTransformations']).includes('"ApiErrors"'),
    );
    // A failure is counted by both: with the first one the alarm's five are passed.
    expect(
      Object.fromEntries(
        errors.map(([, { Properties }]) => {
          const [{ MetricValue } = {}] = Properties['MetricTransformations'] as { MetricValue?: string }[];
          return [String(Properties['FilterPattern']), MetricValue];
        }),
      ),
    ).toEqual({ '{ ($.status = "5*") && ($.error != "-") }': '5', '{ $.status = "5*" }': '1' });
    const stages = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
    expect(stages).toHaveLength(2);
    for (const [, stage] of stages) {
      const log = stage.Properties['AccessLogSettings'] as { DestinationArn: unknown; Format: string };
      expect(JSON.parse(log.Format)).toMatchObject({
        status: '$context.status',
        error: '$context.integrationErrorMessage',
      });
      for (const [, { Properties }] of errors) {
        const { Ref } = Properties['LogGroupName'] as { Ref: string };
        expect(JSON.stringify(log.DestinationArn)).toContain(`"${Ref}"`);
      }
    }
  });
});

function behindTheHttpApi(id: string): boolean {
  return resourcesOf(template, 'AWS::ApiGatewayV2::Integration').some(([, { Properties }]) =>
    JSON.stringify(Properties['IntegrationUri']).includes(`"${id}"`),
  );
}

test.each([
  ['MailSetAside', 'mail_suspended', 'IngestMailLog', 'ingest-mail/set-aside.ts'],
  ['MailHeldUp', 'mail_held_up', 'DeliverMailLog', 'deliver-mail/deliver-mail.ts'],
])('%s is counted by what the function logs of it, and told', (name, event, log, file) => {
  const [, filter] = resourcesOf(template, 'AWS::Logs::MetricFilter').find(([id]) => id.startsWith(name)) ?? [];
  expect(filter?.Properties['FilterPattern']).toBe(`{ $.message.event = "${event}" }`);
  expect(JSON.stringify(filter?.Properties['LogGroupName'])).toContain(log);
  const [counted] = (filter?.Properties['MetricTransformations'] ?? []) as Record<string, string>[];
  const watching = alarms.filter(
    ([, { Properties }]) =>
      Properties['Namespace'] === counted?.['MetricNamespace'] && Properties['MetricName'] === counted?.['MetricName'],
  );
  expect(watching).toHaveLength(1);
  const source = readFileSync(new URL(`../../functions/${file}`, import.meta.url), 'utf8');
  expect(source).toContain(`'${event}'`);
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
