import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { MANAGED_RULES } from '#infra/constructs/managed-rules';
import type { StageSettings } from '#infra/stage';
import { problemStatus } from '#web/http/problem.ts';
import { tooManyRequests } from '#web/messages/edge.ts';
import { problemMessages } from '#web/messages/problems.ts';

type Limits = NonNullable<StageSettings['edge']>['perAddress'];

const FIVE_MINUTES = 300;
/** WAF looks again every few seconds, and lets somebody through as soon as the five minutes before have fewer. */
const RETRY_AFTER = 60;
/** Where certificates are looked up, and where somebody else's address can be typed. */
const LOOKUPS = ['/verify', '/lists', '/watch'];
const TOO_MANY = 'certkeeper:too-many';

/**
 * How many requests one address may make in five minutes: WAF counts them and answers 429 for more, until there are fewer
 * again. Counts only, no samples: those show addresses and paths, and paths have certificate numbers.
 */
export class RateLimits extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: { stage: StageSettings; perAddress: Limits }) {
    super(scope, id);
    const { stage, perAddress } = props;
    const measured = (name: string) => ({
      cloudWatchMetricsEnabled: true,
      metricName: `certkeeper-${stage.name}-${name}`,
      sampledRequestsEnabled: false,
    });
    /** Marks what is too much; the answer follows, in the form that is asked for. */
    const counted = (name: string, limit: number, paths?: readonly string[]) => ({
      name,
      statement: {
        rateBasedStatement: {
          aggregateKeyType: 'IP',
          evaluationWindowSec: FIVE_MINUTES,
          limit,
          ...(paths && { scopeDownStatement: { orStatement: { statements: paths.map(under) } } }),
        },
      },
      action: { count: {} },
      ruleLabels: [{ name: TOO_MANY }],
    });
    const answered = (name: string, body: string, statement: CfnWebACL.StatementProperty) => ({
      name,
      statement,
      action: {
        block: {
          customResponse: {
            responseCode: 429,
            customResponseBodyKey: body,
            responseHeaders: [
              { name: 'Retry-After', value: String(RETRY_AFTER) },
              { name: 'Cache-Control', value: 'no-store' },
            ],
          },
        },
      },
    });
    const rules = [
      counted('requests', perAddress.requests),
      counted('lookups', perAddress.lookups, LOOKUPS),
      answered('too-many-json', 'Json', {
        andStatement: { statements: [tooMany, { orStatement: { statements: [under('/v1'), wantsJson] } }] },
      }),
      answered('too-many', 'Page', tooMany),
      ...MANAGED_RULES,
    ];
    const acl = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      description: `Certkeeper ${stage.name}: what one address may ask in five minutes`,
      defaultAction: { allow: {} },
      customResponseBodies: {
        // WAF names no character set for plain text, and a browser would guess at the Chinese.
        Page: { contentType: 'TEXT_HTML', content: page(tooManyRequests) },
        Json: { contentType: 'APPLICATION_JSON', content: JSON.stringify(problem) },
      },
      rules: rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: measured(rule.name) })),
      visibilityConfig: measured('edge'),
    });
    this.arn = acl.attrArn;
  }
}

const page = (texts: Record<string, string>) => {
  const paragraphs = Object.entries(texts).map(([language, text]) => `<p lang="${language}">${text}</p>`);
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>429</title>${paragraphs.join('')}`;
};

/** As the API itself says it (web/http/problem.ts). */
const problem = {
  type: 'urn:certkeeper:problem:too_many_requests',
  title: problemMessages.too_many_requests.title.en,
  status: problemStatus.too_many_requests,
  detail: tooManyRequests.en,
  code: 'too_many_requests',
};

const tooMany = { labelMatchStatement: { scope: 'LABEL', key: TOO_MANY } };

const wantsJson = {
  byteMatchStatement: {
    fieldToMatch: { singleHeader: { Name: 'accept' } },
    positionalConstraint: 'CONTAINS',
    searchString: 'json',
    textTransformations: [{ priority: 0, type: 'LOWERCASE' }],
  },
};

/** The API decodes a path before it looks at it, so `/%76erify` leads to the same place. */
const under = (path: string) => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    searchString: path,
    textTransformations: [{ priority: 0, type: 'URL_DECODE' }],
  },
});
