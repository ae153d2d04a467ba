import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { buildApp } from '../../infra/build-app.ts';
import { configOf, type EnvironmentName } from '../../infra/config.ts';
import type { MoorlineStack } from '../../infra/stack.ts';

export interface CfnResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly Metadata?: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

const kept = new Map<EnvironmentName, Template>();

/** The template of an environment, without bundles and checks. */
export function templateOf(environment: EnvironmentName): Template {
  const known = kept.get(environment);
  if (known) return known;
  const app = anApp(environment, false);
  const template = Template.fromStack(app.node.children[0] as MoorlineStack);
  kept.set(environment, template);
  return template;
}

export function anApp(environment: EnvironmentName, checks: boolean) {
  const outdir = mkdtempSync(join(tmpdir(), 'moorline-synth-'));
  return buildApp(configOf(environment), { bundling: false, checks, outdir });
}

/** The resources of a type, by logical id. */
export function resourcesOf(template: Template, type: string): [string, CfnResource][] {
  return Object.entries(template.findResources(type)) as [string, CfnResource][];
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** The statements of a policy resource. */
export function statementsOf(policy: CfnResource): Statement[] {
  return (policy.Properties['PolicyDocument'] as { Statement: Statement[] }).Statement;
}

/** The folder of a function resource. */
export function functionName(resource: CfnResource): string {
  return String(resource.Metadata?.['moorline:entry']).split('/')[1] ?? '';
}

/** One value, or several. */
export function listOf<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : ([value].flat() as T[]);
}
