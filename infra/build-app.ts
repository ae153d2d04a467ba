import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { MoorlineConfig } from './config.ts';
import { MoorlineStack } from './stack.ts';

export interface BuildOptions {
  /** Whether functions are bundled, or stand in the template with their bare source folder. */
  readonly bundling?: boolean;
  /** Where the assembly goes. */
  readonly outdir?: string;
  /** Whether synthesis fails on what cdk-nag and CloudFormation's own rules find. */
  readonly checks?: boolean;
}

/** The CDK behaviours this app relies on. In code rather than in cdk.json, so that every way to synthesize has them. */
const FLAGS = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption': true,

  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/aws-apigateway:logGroupDestinationArnWithoutWildcard': true,
};

/** An app without a stack, for whoever has to look at its context first. */
export function emptyApp(options: BuildOptions = {}): App {
  const { bundling = true, checks = true, outdir } = options;
  return new App({
    ...(outdir === undefined ? {} : { outdir }),
    context: { ...FLAGS, ...(bundling ? {} : { 'aws:cdk:bundling-stacks': [] }) },
    analyticsReporting: false,
    builtinCloudFormationValidation: checks,
  });
}

/** Adds the stack of one environment. */
export function addMoorline(app: App, config: MoorlineConfig, options: BuildOptions = {}): MoorlineStack {
  if (options.checks !== false) Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  return new MoorlineStack(app, config);
}

/** The CDK app of one environment: `buildApp(config).synth()` writes its template. */
export function buildApp(config: MoorlineConfig, options: BuildOptions = {}): App {
  const app = emptyApp(options);
  addMoorline(app, config, options);
  return app;
}
