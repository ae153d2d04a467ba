/** A published weakness of a package that we install. */
export interface Advisory {
  /** `GHSA-...`, or its number in the registry. */
  readonly id: string;
  readonly package: string;
  readonly severity: string;
  readonly title: string;
  /** Whether a copy of the package is installed with what runs, or only with tools. */
  readonly inProduction: boolean;
}

/** An advisory that we live with for a while. */
export interface Allowance {
  readonly id: string;
  /** Why it does no harm here. A whole sentence. */
  readonly reason: string;
  /** The day from which it counts again, as `2026-12-31`. */
  readonly until: string;
}

/** What `npm audit --json` says about one package. */
interface AuditEntry {
  readonly name: string;
  readonly nodes?: readonly string[];
  readonly via: readonly (
    | string
    | { readonly source?: number; readonly url?: string; readonly severity: string; readonly title: string }
  )[];
}
export interface AuditReport {
  readonly vulnerabilities?: Readonly<Record<string, AuditEntry>>;
  readonly error?: unknown;
  readonly statusCode?: number;
}
export interface LockFile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean } | undefined>>;
}

/** The advisories of a report, or undefined when the registry has no service that could be asked. */
export function advisoriesIn(report: AuditReport, lock: LockFile): Advisory[] | undefined {
  if (!report.vulnerabilities) return undefined;
  return Object.values(report.vulnerabilities).flatMap(({ name, nodes = [], via }) => {
    const inProduction = nodes.some((path) => !lock.packages[path]?.dev);
    // A text names the package that the weakness comes from: it has an entry of its own.
    return via.flatMap((each) =>
      typeof each === 'string'
        ? []
        : [{ id: idOf(each), package: name, severity: each.severity, title: each.title, inProduction }],
    );
  });
}

function idOf({ url = '', source = 0 }: { readonly url?: string; readonly source?: number }): string {
  return /GHSA(-[\w]{4}){3}/.exec(url)?.[0] ?? String(source);
}

/** What has to be done about each advisory that is too grave to live with, and about each allowance that is over. */
export function objections(advisories: readonly Advisory[], allowances: readonly Allowance[], today: string): string[] {
  const grave = advisories.filter(
    ({ severity, inProduction }) => severity === 'critical' || (inProduction && severity === 'high'),
  );
  const refused = grave.flatMap(({ id, package: name, severity, title }) => {
    const allowed = allowances.find((each) => each.id === id);
    if (allowed && today < allowed.until) return [];
    return [`${name}: ${severity}: ${title} (${id})${allowed ? `; it was allowed until ${allowed.until}` : ''}`];
  });
  const idle = allowances.filter(({ id }) => !grave.some((each) => each.id === id));
  return [...refused, ...idle.map(({ id }) => `${id} is allowed, and found no more: take it out of the list`)];
}
