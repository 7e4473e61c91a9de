import { Duration } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { messagesTo, objects, secretValue, tableItems } from '#infra/constructs/access';
import { deadLetterQueue, QueueWithDlq } from '#infra/constructs/queue-with-dlq';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { RegistryStack } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';

/** Where uploads go in their bucket: `imports/<provider>/<importId>`. */
export const UPLOADS = 'imports/';

/**
 * Left alone, Lambda lets Node's heap grow with the function's memory (`--max-semi-space-size` 5 % of it), and Node takes
 * it up before it collects: the longer the file, the more. What the two functions keep is under 20 MB for any file.
 */
export const FLAT_HEAP = '--max-semi-space-size=2 --max-old-space-size=64';
/** The function's own, and what a workbook's process may take (docs/decisions/028). */
export const SPLIT_MEMORY_MB = 1024;
/** How many chunks are imported at once. */
export const CHUNKS_AT_ONCE = 5;

/** A chunk takes a second or two on a quiet machine; one that is busy with other things, as that of a local system may be, needs more. */
const ROWS_TIMEOUT = Duration.seconds(30);

/** A file put in the bucket is split into chunks, and each chunk's rows are registered. */
export class ImportPipeline extends Construct {
  /** Chunks of rows, and what is to be done with those that are kept. */
  readonly rows: Queue;

  constructor(scope: Construct, id: string, props: { stage: StageSettings; registry: RegistryStack }) {
    super(scope, id);
    const { stage, registry } = props;
    const { table, uploads, pepper } = registry;

    const rows = new QueueWithDlq(this, 'Rows', {
      consumerTimeout: ROWS_TIMEOUT,
      // No more chunks are taken than are worked on, so none waits in hand; a provider waits for those of a lost worker.
      comeBackAfter: Duration.seconds(90),
      // Nothing would queue these rows again.
      retention: Duration.days(14),
      deadLetters: {
        impact: "Some rows of a provider's file were not registered; its import stays unfinished.",
        runbook: 'rows-dead-letters',
      },
      late: {
        after: Duration.minutes(15),
        impact: 'Uploaded rows wait for a quarter of an hour and longer until they are registered.',
        runbook: 'rows-late',
      },
    });
    this.rows = rows.queue;
    const importRows = new ServiceFunction(this, 'ImportRows', {
      stage,
      name: 'import-rows',
      timeout: ROWS_TIMEOUT,
      environment: {
        // What an undone file registered is deleted; the entries of a name are written together.
        // A registration's older one, which it renews, is the holder's.
        TABLE_NAME: tableItems(table, {
          GetItem: ['certificates', 'imports'],
          PutItem: ['certificates', 'imports'],
          BatchWriteItem: ['names'],
          // A file that is undone.
          DeleteItem: ['certificates', 'names'],
          lookUp: ['certificatesOfHolder'],
        }),
        PEPPER_SECRET: secretValue(pepper),
      },
      nodeOptions: FLAT_HEAP,
      // A partition that throttles is left alone for some three seconds, a tenth of the time that there is, before the chunk fails.
      maxAttempts: 7,
      errors: {
        impact: "Rows of a provider's file are registered late, or not at all if it goes on.",
        runbook: 'import-rows-errors',
      },
    });
    importRows.consumes(rows.queue, { batchSize: 1, maxConcurrency: CHUNKS_AT_ONCE });

    const splitImport = new ServiceFunction(this, 'SplitImport', {
      stage,
      name: 'split-import',
      timeout: Duration.minutes(15),
      memorySize: SPLIT_MEMORY_MB,
      environment: {
        TABLE_NAME: tableItems(table, { GetItem: ['imports'], UpdateItem: ['imports'] }),
        UPLOAD_BUCKET: objects(uploads, UPLOADS, 'GetObject', 'DeleteObject'),
        ROWS_QUEUE_URL: messagesTo(rows.queue),
      },
      nodeOptions: FLAT_HEAP,
      errors: {
        impact: 'A file that a provider uploaded was not read; its certificates cannot be verified yet.',
        runbook: 'split-import-errors',
      },
    });
    const lostUploads = deadLetterQueue(this, 'UploadsDeadLetters', {
      impact: 'A file that a provider uploaded was given up; none or only some of its rows were registered.',
      runbook: 'uploads-dead-letters',
    });
    splitImport.keepsFailedEventsIn(lostUploads);
    new Rule(this, 'Uploaded', {
      description: 'A provider has put a file in the upload bucket',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [uploads.bucketName] }, object: { key: Match.prefix(UPLOADS) } },
      },
      targets: [
        new LambdaFunction(splitImport.lambda, {
          // These are for events that Lambda did not take; those that the function failed at are Lambda's to retry.
          deadLetterQueue: lostUploads,
          retryAttempts: 20,
          maxEventAge: Duration.hours(6),
        }),
      ],
    });
  }
}
