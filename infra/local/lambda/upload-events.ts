import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { oneLine } from '#infra/local/failure';
import { ACCOUNT, type LocalWorld } from '#infra/local/template/resources';
import type { AsyncInvoker, AsyncTarget } from './async-invocation.ts';
import { matchesPattern } from './event-pattern.ts';

const targets = z.array(
  z.looseObject({
    Arn: z.string(),
    Input: z.undefined('a fixed input is not known to the local system').optional(),
    InputPath: z.undefined('an input path is not known to the local system').optional(),
    InputTransformer: z.undefined('an input transformer is not known to the local system').optional(),
  }),
);

export interface Rule {
  pattern: unknown;
  functionArns: string[];
}

/** The rules of EventBridge that the template declares; those of a schedule are not known here. */
export function readRules(world: LocalWorld): Rule[] {
  return world.all('AWS::Events::Rule').map((found) => ({
    pattern: world.value(found, 'EventPattern'),
    functionArns: targets.parse(world.value(found, 'Targets') ?? []).map(({ Arn }) => Arn),
  }));
}

export interface UploadedObject {
  bucket: string;
  key: string;
}

const journalled = z.looseObject({
  detail: z.looseObject({
    bucket: z.object({ name: z.string() }),
    object: z.looseObject({ key: z.string() }),
  }),
});
type UploadEvent = z.infer<typeof journalled>;

/** Raises S3's `Object Created` events to the rules' functions, from a journal: none is lost when the system stops. */
export class UploadEvents {
  readonly #journal: string;
  readonly #rules: readonly Rule[];
  readonly #invoker: AsyncInvoker;
  readonly #targetOf: (functionArn: string) => AsyncTarget | undefined;
  readonly #describe: (object: UploadedObject) => Promise<{ size: number; etag: string }>;
  readonly #region: string;
  readonly #report: (line: string) => void;

  constructor(options: {
    journal: string;
    rules: readonly Rule[];
    invoker: AsyncInvoker;
    targetOf(functionArn: string): AsyncTarget | undefined;
    describe(object: UploadedObject): Promise<{ size: number; etag: string }>;
    region: string;
    report(line: string): void;
  }) {
    this.#journal = options.journal;
    this.#rules = options.rules;
    this.#invoker = options.invoker;
    this.#targetOf = options.targetOf;
    this.#describe = options.describe;
    this.#region = options.region;
    this.#report = options.report;
    mkdirSync(this.#journal, { recursive: true });
  }

  /** Written down before the upload is answered, then handed to the functions. */
  raise(object: UploadedObject): void {
    const event = this.#event(object);
    for (const rule of this.#rules)
      if (matchesPattern(rule.pattern, event))
        for (const functionArn of rule.functionArns) {
          const file = join(this.#journal, `${randomUUID()}.json`);
          writeFileSync(file, JSON.stringify({ functionArn, event }));
          void this.#deliver(file, functionArn, event);
        }
  }

  /** Hands over again what an earlier run did not get through with. */
  resume(): void {
    for (const name of readdirSync(this.#journal)) {
      const file = join(this.#journal, name);
      try {
        const { functionArn, event } = JSON.parse(readFileSync(file, 'utf8'));
        void this.#deliver(file, functionArn, journalled.parse(event));
      } catch {
        // Half written when the run was killed: its upload was never answered.
        rmSync(file, { force: true });
      }
    }
  }

  async #deliver(file: string, functionArn: string, event: UploadEvent): Promise<void> {
    const target = this.#targetOf(functionArn);
    const { bucket, object } = event.detail;
    try {
      const described = await this.#describe({ bucket: bucket.name, key: object.key });
      const complete = { ...event, detail: { ...event.detail, object: { ...object, ...described } } };
      if (target) await this.#invoker.invoke(target, complete);
      rmSync(file, { force: true });
    } catch (error) {
      // The file stays for the next start.
      if (!(error instanceof Error && error.name === 'AbortError'))
        this.#report(`an upload was not announced yet: ${oneLine(error)}`);
    }
  }

  #event({ bucket, key }: UploadedObject): UploadEvent {
    const id = randomUUID();
    return {
      version: '0',
      id,
      'detail-type': 'Object Created',
      source: 'aws.s3',
      account: ACCOUNT,
      time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      region: this.#region,
      resources: [`arn:aws:s3:::${bucket}`],
      detail: {
        version: '0',
        bucket: { name: bucket },
        object: { key, sequencer: id.replaceAll('-', '').slice(0, 18).toUpperCase() },
        'request-id': id,
        requester: ACCOUNT,
        'source-ip-address': '127.0.0.1',
        reason: 'PutObject',
      },
    };
  }
}
