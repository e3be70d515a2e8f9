import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import ajvDraft04 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { validateXML } from 'xmllint-wasm';

const require = createRequire(import.meta.url);
const schemaFile = (name: string): string => readFileSync(join(import.meta.dirname, 'schemas', name), 'utf8');

const sarifSchema = JSON.parse(
  readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as object;
const draft04 = new ajvDraft04.default({ strict: false, unicodeRegExp: false });
ajvFormats.default(draft04);
const isSarif = draft04.compile(sarifSchema);
const isCodeQuality = new Ajv().compile(JSON.parse(schemaFile('gitlab-code-quality.schema.json')) as object);

const told = (errors: readonly { instancePath: string; message?: string | undefined }[] | null | undefined): string[] =>
  (errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);

interface SarifPlace {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
    readonly region: { readonly startLine: number; readonly startColumn: number };
  };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
}

export interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
  }[];
  readonly results: readonly {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly message: { readonly text: string };
    readonly locations: readonly SarifPlace[];
    readonly relatedLocations: readonly (SarifPlace & { readonly message: { readonly text: string } })[];
    readonly suppressions: readonly { readonly kind: string; readonly justification?: string }[];
    readonly baselineState?: string;
  }[];
}

/** The run of a log, held against the schema of the standard. */
export function readSarif(text: string): SarifRun {
  const log = JSON.parse(text) as { readonly runs: readonly [SarifRun] };
  if (!isSarif(log)) throw new Error(told(isSarif.errors).join('\n'));
  return log.runs[0];
}

export interface CodeQuality {
  readonly description: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

export function readCodeQuality(text: string): readonly CodeQuality[] {
  const issues = JSON.parse(text) as readonly CodeQuality[];
  if (!isCodeQuality(issues)) throw new Error(told(isCodeQuality.errors).join('\n'));
  return issues;
}

/** What libxml2 says is wrong with a report, by the schema; nothing where it is fine. */
export async function junitErrors(text: string): Promise<string[]> {
  const result = await validateXML({
    xml: [{ fileName: 'report.xml', contents: text }],
    schema: [schemaFile('junit.xsd')],
    initialMemoryPages: 1024,
    maxMemoryPages: 8192,
  });
  return result.errors.map(({ message }) => message);
}

export const readCsv = (text: string): string[][] => parse(text, { record_delimiter: '\r\n' });

/** Text as an XML reader gives it back. */
export const unescapeXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** A workflow command as the runner takes it apart. */
export function readCommand(line: string): { level: string; properties: ReadonlyMap<string, string>; message: string } {
  const [, level = '', list = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  const unescape = (text: string): string =>
    text
      .replaceAll('%2C', ',')
      .replaceAll('%3A', ':')
      .replaceAll('%0A', '\n')
      .replaceAll('%0D', '\r')
      .replaceAll('%25', '%');
  const properties = list.split(',').map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=');
    return [name, unescape(value.join('='))];
  });
  return { level, properties: new Map(properties), message: unescape(message) };
}
