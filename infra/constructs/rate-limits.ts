import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { StageSettings } from '#infra/stage';
import { tooManyRequests } from '#web/messages/edge.ts';

type Limits = NonNullable<StageSettings['edge']>['perAddress'];

const A_MINUTE = 60;
/** Where certificates are looked up, and where somebody else's address can be typed. */
const LOOKUPS = ['/verify', '/lists', '/watch'];
const ANSWER = 'TooManyRequests';

/**
 * How many requests one address may make in a minute: WAF counts them and answers 429 for more, until the minute before
 * has fewer again. Counts only, no samples: those show addresses and paths, and paths have certificate numbers.
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
    const rule = (name: string, priority: number, limit: number, paths?: readonly string[]) => ({
      name,
      priority,
      statement: {
        rateBasedStatement: {
          aggregateKeyType: 'IP',
          evaluationWindowSec: A_MINUTE,
          limit,
          ...(paths && { scopeDownStatement: { orStatement: { statements: paths.map(under) } } }),
        },
      },
      action: {
        block: {
          customResponse: {
            responseCode: 429,
            customResponseBodyKey: ANSWER,
            responseHeaders: [
              { name: 'Retry-After', value: String(A_MINUTE) },
              { name: 'Cache-Control', value: 'no-store' },
            ],
          },
        },
      },
      visibilityConfig: measured(name),
    });
    const acl = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      description: `Certkeeper ${stage.name}: what one address may ask in a minute`,
      defaultAction: { allow: {} },
      customResponseBodies: {
        // WAF names no character set for plain text, and a browser would guess at the Chinese.
        [ANSWER]: { contentType: 'TEXT_HTML', content: page(tooManyRequests) },
      },
      rules: [rule('requests', 0, perAddress.requests), rule('lookups', 1, perAddress.lookups, LOOKUPS)],
      visibilityConfig: measured('edge'),
    });
    this.arn = acl.attrArn;
  }
}

const page = (texts: Record<string, string>) => {
  const paragraphs = Object.entries(texts).map(([language, text]) => `<p lang="${language}">${text}</p>`);
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>429</title>${paragraphs.join('')}`;
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
