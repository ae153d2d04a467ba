/** One resource of a CloudFormation template, as synthesised. */
export interface RawResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** A CloudFormation template, as far as the local run reads it. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Resources: Readonly<Record<string, RawResource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
}

/** A synthesised stack: its template and where it says it will be deployed. */
export interface Stack {
  readonly name: string;
  readonly region: string;
  readonly template: Template;
}

/** The account that everything local belongs to; the queue engine writes it into its ARNs. */
export const LOCAL_ACCOUNT = '000000000000';
