import { INDEXES, type IndexName, indexKeys, PARTITION_KEY, SORT_KEY } from './schema.ts';

/** The table as `CreateTable` takes it: what the stack deploys, for tests and measurements that need a table at once. */
export function tableDefinition(name: string) {
  const attributes = [PARTITION_KEY, SORT_KEY, ...INDEXES.flatMap((index) => Object.values(indexKeys(index)))];
  const keys = (pk: string, sk: string) => [
    { AttributeName: pk, KeyType: 'HASH' as const },
    { AttributeName: sk, KeyType: 'RANGE' as const },
  ];
  return {
    TableName: name,
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: keys(PARTITION_KEY, SORT_KEY),
    BillingMode: 'PAY_PER_REQUEST' as const,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' as const },
    GlobalSecondaryIndexes: INDEXES.map((IndexName: IndexName) => ({
      IndexName,
      KeySchema: keys(indexKeys(IndexName).pk, indexKeys(IndexName).sk),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    })),
  };
}
