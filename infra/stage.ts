import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import * as z from 'zod';

const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is not an AWS region such as ap-east-1');

const mail = z
  .strictObject({
    /** The address in `From`, without a display name. */
    from: z.email('is not an email address'),
    /** SES is not offered in every region (not in Hong Kong), so mail may leave from another one than the stack's. */
    region,
    /** The identity verified in SES in that region: a domain, or the address itself. */
    identity: z.string().min(1, 'is empty'),
    /**
     * The mail stack makes the identity, and says which DNS records verify it. False where it is there already, made by hand or
     * by another stage: an account has each once in a region.
     */
    makeIdentity: z.boolean('is not true or false').default(false),
    /** SES's sandbox: mail goes to verified identities only, and a right to send to each of them is needed too. */
    sandbox: z.boolean('is not true or false').default(false),
  })
  .refine(({ from, identity }) => [from, from.split('@')[1]].includes(identity), {
    path: ['identity'],
    error: 'is neither the address in mail.from nor its domain, so SES would refuse every email',
  });

/** Of requests in five minutes, counted by WAF for each address that asks; text is what CDK context gives. */
const inFiveMinutes = z.coerce
  .number('is not a number')
  .int('is not a whole number')
  .min(10, 'is below 10, the least that WAF counts');

const edge = z.strictObject({
  /** Of the host in publicUrl. CloudFront takes certificates from us-east-1 only. */
  certificateArn: z
    .string('is missing')
    .regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/\S+$/, 'is not the ARN of a certificate in us-east-1'),
  /** The host of the API itself: that of the output ApiUrl. */
  origin: z
    .string('is missing')
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is not a host such as abc.execute-api.ap-east-1.amazonaws.com'),
  perAddress: z
    .strictObject({
      /** Requests of every kind. */
      requests: inFiveMinutes.default(3000),
      /**
       * Those under /verify, /lists and /watch. 400 people who come through a gate at once, all by one carrier's address, each with
       * a look-up and a name compared, are 800.
       */
      lookups: inFiveMinutes.default(1200),
    })
    .prefault({}),
});

/** Of the account's concurrency: so many executions are kept for the function, and it gets no more. 0: neither. */
const kept = z.coerce.number('is not a number').int('is not a whole number').nonnegative().default(0);

const settings = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, 'must be 1-20 of a-z, 0-9 and -, a letter first'),
  /** Left out: the account of the credentials that deploy. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'is not an account number of 12 digits')
    .optional(),
  region,
  mail,
  /** Who is asked about what stands in the account, as a tag of everything. Left out: contactEmail. */
  owner: z
    .string()
    .regex(/^[\p{L}\p{N} _.:/=+@-]{1,256}$/u, 'is not what a tag can hold')
    .optional(),
  /** Commit and time of what is deployed, as /health and the dashboard show it; `npm run deploy` gives it. */
  release: z.string().min(1, 'is empty'),
  /** The address that QR codes and emails carry, no slash at the end. Left out: the API's own. */
  publicUrl: z
    .string()
    .regex(
      /^(https:\/\/[^/?#\s]+|http:\/\/localhost(:\d+)?)$/,
      'is not https://host without a path or a slash at the end',
    )
    .optional(),
  logRetentionDays: z
    .enum(
      RetentionDays,
      'is not a retention that CloudWatch offers (1, 3, 5, 7, 14, 30, 60, 90, 180, 365, …)',
    )
    .refine((days) => days !== RetentionDays.INFINITE, 'must end: logs name certificate numbers'),
  /** Keeps table, files and secret when the stack goes, and refuses to delete table or stacks. */
  keepData: z.boolean('is not true or false'),
  /**
   * A new version of what people wait for answers a tenth of them for ten minutes first. Off for one deployment, where an alarm that
   * rings already would stop it: `--context gradualReleases=false`.
   */
  gradualReleases: z.boolean('is not true or false'),
  /** What the whole API takes: requests a second, and how many at once above that. */
  throttling: z.strictObject({
    rate: z.number('is not a number').positive(),
    burst: z.int('is not a whole number').positive(),
  }),
  /** How many certificates one address may look up in a minute, as far as one copy of a function sees it. */
  lookupsPerMinute: z.int('is not a whole number').positive(),
  /**
   * How many mails a day may go to addresses that nobody has confirmed yet: well below what SES lets the account send, as
   * reminders go first.
   */
  unconfirmedMailsADay: z.int('is not a whole number').positive(),
  /**
   * What each function that strangers reach has to itself, so that none takes what another needs: a flood of lists stops
   * lists alone. Off where all is 0, as in a new account, whose 10 at once are too few to be divided: AWS wants 100 left.
   */
  concurrency: z
    .strictObject({
      'public-site': kept,
      'employer-site': kept,
      'holder-site': kept,
      'provider-api': kept,
      'split-import': kept,
    })
    .prefault({}),
  /**
   * How many functions the account runs at once in the region: a new one 10, most 1,000 after asking. Below 100 each queue is read
   * by two functions at once, the fewest that AWS takes, so that most of what there is stays for people who wait.
   */
  accountConcurrency: z.coerce.number('is not a number').int('is not a whole number').min(10, 'is below 10'),
  /**
   * How many reads and writes a second the table is ready for from the first on, for a day on which a million certificates are
   * uploaded. Paid once. Left out: what a new table has, 12,000 and 4,000, and from there it doubles within half an hour.
   */
  warmThroughput: z
    .strictObject({
      reads: z.coerce
        .number('is not a number')
        .int('is not a whole number')
        .min(12_000, 'is below 12000')
        .default(12_000),
      writes: z.coerce.number('is not a number').int('is not a whole number').min(4_000, 'is below 4000'),
    })
    .optional(),
  /** A restored table in place of the stack's own, which is kept where it still is (npm run admin -- table adopt). */
  adoptedTable: z
    .strictObject({
      arn: z
        .string()
        .regex(/^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/[\w.-]+$/, 'is not the ARN of a table'),
      streamArn: z
        .string()
        .regex(
          /^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/[\w.-]+\/stream\/\S+$/,
          'is not the ARN of a stream',
        ),
    })
    .refine(({ arn, streamArn }) => streamArn.startsWith(`${arn}/`), 'has the stream of another table')
    .optional(),
  /** Who answers for personal data and for weaknesses that are reported: stands on public pages. */
  contactEmail: z.email('is not an email address'),
  /** Where alarms are mailed. Left out: alarms show in CloudWatch only. */
  alarmEmail: z.email('is not an email address').optional(),
  /**
   * The number of a certificate of one's own that stays on the register, whatever its status: it is verified from outside every five
   * minutes. Left out: nobody asks.
   */
  canaryNumber: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9/-]{2,39}$/, 'is not a certificate number')
    .optional(),
  /**
   * The ARN of a vault of AWS Backup in another region, or another account, into which a copy of the table goes every night
   * (docs/runbook.md says how it is made). Left out: there is what the table's own region and account keep.
   */
  backupCopyTo: z
    .string()
    .regex(
      /^arn:aws:backup:[a-z0-9-]+:\d{12}:backup-vault:[A-Za-z0-9_-]{2,50}$/,
      'is not the ARN of a vault of AWS Backup',
    )
    .optional(),
  /** CloudFront and WAF in front of the API, under publicUrl. Left out: callers reach the API itself. */
  edge: edge.optional(),
});

/** Names that nobody can have (RFC 2606), and hosts that go with what they belong to. */
const EXAMPLE = /(^|[.@])(example(\.(com|net|org))?|test|invalid|localhost)$/i;
const PASSING =
  /^https?:\/\/(localhost(:\d+)?|[^/]+\.(execute-api|cloudfront)\.[^/]+|[^/]+\.cloudfront\.net)$/i;

export const isExample = (addressOrDomain: string): boolean => EXAMPLE.test(addressOrDomain);

/** What people will hold in their hands for years must not lead nowhere, and nobody may be left to find out by chance. */
function unfinished(stage: z.output<typeof settings>): [string[], string][] {
  if (!stage.keepData) return [];
  const { mail: sender, contactEmail, alarmEmail, publicUrl } = stage;
  const host = publicUrl?.replace(/^https?:\/\/|:\d+$/g, '') ?? '';
  const wrong: [string[], string | false | undefined][] = [
    [['mail', 'from'], isExample(sender.from) && 'is an example address, from which no mail can leave'],
    [['mail', 'sandbox'], sender.sandbox && 'is on, so that no holder could be written to'],
    [
      ['contactEmail'],
      isExample(contactEmail) && 'is an example address, where nobody can ask about their data',
    ],
    [['alarmEmail'], alarmEmail === undefined && 'is missing: nobody would hear an alarm'],
    [
      ['alarmEmail'],
      alarmEmail && isExample(alarmEmail) && 'is an example address: nobody would hear an alarm',
    ],
    [
      ['publicUrl'],
      publicUrl === undefined && 'is missing: printed QR codes would carry the host of this API for good',
    ],
    [
      ['publicUrl'],
      publicUrl &&
        (isExample(host) || PASSING.test(publicUrl)) &&
        'is no host of your own, for printed QR codes to carry for good',
    ],
  ];
  return wrong.flatMap(([path, message]) => (message ? [[path, message]] : []));
}

/** SNS delivers from a region that has to be opted in to, or to one, but not from one to another. */
const bothOptIn = (stage: z.output<typeof settings>): boolean =>
  stage.region !== stage.mail.region &&
  [stage.region, stage.mail.region].every((name) => RegionInfo.get(name).isOptInRegion);

/** The account that copies of the table go into, where that is known to be another one. */
export function otherAccountOfCopy({ account, backupCopyTo }: z.output<typeof settings>): string | undefined {
  const [, , , , other] = backupCopyTo?.split(':') ?? [];
  return account !== undefined && other !== account ? other : undefined;
}

/** AWS lets no account reserve more than leaves so many for its other functions. */
export const UNRESERVED = 100;

export const reservedConcurrency = ({ concurrency }: z.output<typeof settings>): number =>
  Object.values(concurrency).reduce((sum, each) => sum + each, 0);

const schema = settings
  .refine(
    (stage) =>
      reservedConcurrency(stage) === 0 || reservedConcurrency(stage) + UNRESERVED <= stage.accountConcurrency,
    {
      path: ['concurrency'],
      error: `together must leave ${UNRESERVED} of accountConcurrency, or be 0 each`,
    },
  )
  .refine((stage) => !bothOptIn(stage), {
    path: ['mail', 'region'],
    error:
      'and region are both opt-in, between which SNS delivers nothing: no result of a mail would arrive; take one that is open to everybody',
  })
  .refine((stage) => stage.backupCopyTo?.split(':')[3] !== stage.region || otherAccountOfCopy(stage), {
    path: ['backupCopyTo'],
    error:
      'is where the table is, with which it would be lost; where it is in another account, name account too',
  })
  .refine((stage) => !stage.edge || /^https:/.test(stage.publicUrl ?? ''), {
    path: ['edge'],
    error: 'needs publicUrl, whose host it answers for',
  })
  .superRefine((stage, context) => {
    for (const [path, message] of unfinished(stage)) context.addIssue({ code: 'custom', path, message });
  });

export type StageSettings = z.output<typeof schema>;

const dev: Omit<StageSettings, 'name'> = {
  release: 'not released',
  region: 'ap-east-1',
  mail: {
    from: 'reminders@certkeeper.example',
    region: 'ap-southeast-1',
    identity: 'certkeeper.example',
    makeIdentity: false,
    sandbox: false,
  },
  logRetentionDays: RetentionDays.TWO_WEEKS,
  keepData: false,
  gradualReleases: false,
  throttling: { rate: 20, burst: 40 },
  // As the edge's limit: two for each of 400 people at a gate, and two of POST /verify with 500.
  lookupsPerMinute: 1000,
  unconfirmedMailsADay: 2000,
  concurrency: {
    'public-site': 0,
    'employer-site': 0,
    'holder-site': 0,
    'provider-api': 0,
    'split-import': 0,
  },
  // A new account's, so that it fits into any.
  accountConcurrency: 10,
  contactEmail: 'privacy@certkeeper.example',
};

/** What differs between stages. Any other name is somebody's own stage, with the settings of `dev`. */
const stages: Record<string, Omit<StageSettings, 'name'>> = {
  dev,
  // Whoever works, tests or measures here does it all from one address, lists of 50,000 too.
  local: { ...dev, lookupsPerMinute: 1_000_000, accountConcurrency: 1000 },
  prod: {
    ...dev,
    logRetentionDays: RetentionDays.ONE_YEAR,
    keepData: true,
    gradualReleases: true,
    mail: { ...dev.mail, makeIdentity: true },
    throttling: { rate: 100, burst: 200 },
    accountConcurrency: 1000,
    // Of these. Verifying first; a file is parsed for up to 15 minutes, and nobody waits for it.
    concurrency: {
      'public-site': 200,
      'employer-site': 100,
      'holder-site': 50,
      'provider-api': 100,
      'split-import': 20,
    },
  },
};

/** Settings that cannot be deployed; the message is one line that names each field that is wrong. */
export class StageError extends Error {
  override name = 'StageError';
}

/**
 * The settings of a stage. `override` answers for a dotted field name (`mail.from`) with a value that replaces the one
 * written above; CDK context gives text, so numbers and booleans are read from text too.
 * @throws StageError when a setting is wrong
 */
export function stageSettings(
  name: string,
  override: (field: string) => unknown = () => undefined,
): StageSettings {
  const base = { ...(Object.hasOwn(stages, name) ? stages[name] : dev), name };
  const parsed = schema.safeParse(overlay(base, schema, override, ''));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new StageError(`stage ${name}: ${wrong.join('; ')}`);
}

/** Walks the schema rather than the settings, so that a field without a default can be given as well. */
function overlay(
  settings: object,
  shape: z.ZodObject,
  override: (field: string) => unknown,
  path: string,
): object {
  const known: Record<string, unknown> = { ...settings };
  for (const [field, type] of Object.entries(shape.shape)) {
    if (field === 'name') continue;
    const inner = known[field];
    const inside = unwrap(type);
    const given = override(path + field);
    if (given !== undefined) known[field] = fromText(given, inner);
    else if (inside instanceof z.ZodObject) {
      const outer = typeof inner === 'object' && inner !== null ? inner : {};
      const filled = overlay(outer, inside, override, `${path}${field}.`);
      if (Object.keys(filled).length > 0) known[field] = filled;
    }
  }
  return known;
}

/** What may be left out is overlaid as if it may not. */
function unwrap(type: z.core.$ZodType): z.core.$ZodType {
  return type instanceof z.ZodOptional || type instanceof z.ZodPrefault ? unwrap(type.unwrap()) : type;
}

function fromText(given: unknown, replaced: unknown): unknown {
  if (typeof given !== 'string') return given;
  if (typeof replaced === 'number' && given.trim() !== '') return Number(given);
  if (typeof replaced === 'boolean' && (given === 'true' || given === 'false')) return given === 'true';
  return given;
}
