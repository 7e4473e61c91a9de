import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';

const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is not an AWS region such as ap-east-1');

const mail = z
  .strictObject({
    /** The address in `From`, without a display name. */
    from: z.email('is not an e-mail address'),
    /** SES is not offered in every region (not in Hong Kong), so mail may leave from another one than the stack's. */
    region,
    /** The identity verified in SES in that region: a domain, or the address itself. */
    identity: z.string().min(1, 'is empty'),
  })
  .refine(({ from, identity }) => [from, from.split('@')[1]].includes(identity), {
    path: ['identity'],
    error: 'is neither the address in mail.from nor its domain, so SES would refuse every e-mail',
  });

const schema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, 'must be 1-20 of a-z, 0-9 and -, a letter first'),
  /** Left out: the account of the credentials that deploy. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'is not an account number of 12 digits')
    .optional(),
  region,
  mail,
  /** The address that QR codes and e-mails carry, no slash at the end. Left out: the API's own. */
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
  /** What the whole API takes: requests a second, and how many at once above that. */
  throttling: z.strictObject({
    rate: z.number('is not a number').positive(),
    burst: z.int('is not a whole number').positive(),
  }),
  /** Where alarms are mailed. Left out: alarms show in CloudWatch only. */
  alarmEmail: z.email('is not an e-mail address').optional(),
});

export type StageSettings = z.output<typeof schema>;

const dev: Omit<StageSettings, 'name'> = {
  region: 'ap-east-1',
  mail: { from: 'reminders@certkeeper.example', region: 'ap-southeast-1', identity: 'certkeeper.example' },
  logRetentionDays: RetentionDays.TWO_WEEKS,
  keepData: false,
  throttling: { rate: 20, burst: 40 },
};

/** What differs between stages. Any other name is somebody's own stage, with the settings of `dev`. */
const stages: Record<string, Omit<StageSettings, 'name'>> = {
  dev,
  local: dev,
  prod: {
    ...dev,
    logRetentionDays: RetentionDays.ONE_YEAR,
    keepData: true,
    throttling: { rate: 100, burst: 200 },
  },
};

/** A setting that cannot be deployed; the message is one line that names the field. */
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
  const [issue] = parsed.error.issues;
  throw new StageError(`stage ${name}: ${issue?.path.join('.')} ${issue?.message}`);
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
    const given = override(path + field);
    if (given !== undefined) known[field] = fromText(given, inner);
    else if (type instanceof z.ZodObject && typeof inner === 'object' && inner !== null)
      known[field] = overlay(inner, type, override, `${path}${field}.`);
  }
  return known;
}

function fromText(given: unknown, replaced: unknown): unknown {
  if (typeof given !== 'string') return given;
  if (typeof replaced === 'number' && given.trim() !== '') return Number(given);
  if (typeof replaced === 'boolean' && (given === 'true' || given === 'false')) return given === 'true';
  return given;
}
