import { randomUUID } from 'node:crypto';
import { startFauxqs } from 'fauxqs';
import { aws } from '../../shared/platform/aws.ts';
import { type Objects, openObjects } from '../../shared/platform/objects.ts';

let engine: ReturnType<typeof startFauxqs> | undefined;

/** A fresh, empty bucket on a local S3 that this test file starts once; it ends with the process of the file. */
export async function aBucket(): Promise<Objects> {
  engine ??= startFauxqs({ port: 0, logger: false });
  const { address, createBucket } = await engine;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: address,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  const name = `test-${randomUUID()}`;
  createBucket(name);
  return openObjects(name, aws().requests);
}
