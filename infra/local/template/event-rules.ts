import * as z from 'zod/mini';
import type { Assembly } from './assembly.ts';

/** A rule of EventBridge that leads events of a kind to queues. */
export interface EventRule {
  /** As JSON, as filters of event sources are written. */
  readonly pattern: string;
  readonly queueArns: readonly string[];
}

/** The rules of the template that wait for events; those that run by the clock are `schedulesOf`. */
export function eventRulesOf(assembly: Assembly): EventRule[] {
  const shape = {
    EventPattern: z.record(z.string(), z.unknown()),
    State: z.optional(z.literal('ENABLED')),
    Targets: z.array(z.object({ Arn: z.string(), Input: z.optional(z.undefined()) })),
  };
  return assembly
    .all('AWS::Events::Rule', shape, ({ Properties }) => Properties?.['EventPattern'] !== undefined)
    .map(({ properties }) => ({
      pattern: JSON.stringify(properties.EventPattern),
      queueArns: properties.Targets.map(({ Arn }) => Arn),
    }));
}

/** Which objects GuardDuty looks at. */
export interface ScanPlan {
  readonly bucket: string;
  readonly prefixes: readonly string[];
}

/** The plans of the template; none where the configuration does without. */
export function scanPlansOf(assembly: Assembly): ScanPlan[] {
  const S3Bucket = z.object({ BucketName: z.string(), ObjectPrefixes: z.array(z.string()) });
  return assembly
    .all('AWS::GuardDuty::MalwareProtectionPlan', { ProtectedResource: z.object({ S3Bucket }) })
    .map(({ properties }) => {
      const { BucketName, ObjectPrefixes } = properties.ProtectedResource.S3Bucket;
      return { bucket: BucketName, prefixes: ObjectPrefixes };
    });
}
