import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { expect, test } from 'vitest';
import { anApp } from './synthesized.ts';

const app = anApp('production', false);
app.synth();

/** Every acknowledgement, with the path of the construct it stands on. */
function acknowledgements(construct: IConstruct): { path: string; id: string; reason: string }[] {
  const own = construct.node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>))
    .map(([id, reason]) => ({ path: construct.node.path, id: id.replace(/^annotation::/i, ''), reason }));
  return [...own, ...construct.node.children.flatMap(acknowledgements)];
}

/** Everything cdk-nag has to say, whether it was acknowledged or not. */
function allFindings() {
  const checks = new AwsSolutionsChecks(app);
  Object.assign(checks, { isAcknowledged: () => false });
  return checks
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({ id: ruleName, path: constructPath })),
    );
}

test('AWS’s own rules pass', () => {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  expect(
    violations.map(({ ruleName, violatingResources }) => [
      ruleName,
      violatingResources.map((each) => each.constructPath),
    ]),
  ).toEqual([]);
});

test('what is acknowledged is really found, at that place, and has a reason', () => {
  const findings = allFindings();
  for (const { path, id, reason } of acknowledgements(app)) {
    const covered = findings.filter((finding) => finding.id === id && finding.path.startsWith(`${path}/`));
    expect(covered.length, `${id} at ${path} acknowledges nothing`).toBeGreaterThan(0);
    expect(reason.length, `${id} at ${path}`).toBeGreaterThan(60);
  }
});

test('CloudFormation’s own rules pass', () => {
  expect(() => anApp('production', true).synth()).not.toThrow();
  expect(() => anApp('local', true).synth()).not.toThrow();
});
