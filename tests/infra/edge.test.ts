import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { buildApp } from '#infra/build-app';
import { type StageSettings, stageSettings } from '#infra/stage';
import { filled, WITH_EDGE } from '#support/storage/stages';
import { deployed, only, synthesise } from '#support/storage/template';
import { tooManyRequests } from '#web/messages/edge.ts';

const withEdge = {
  ...filled('prod'),
  publicUrl: 'https://verify.firstaid.hk',
  edge: {
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1234',
    origin: 'abc.execute-api.ap-east-1.amazonaws.com',
    perAddress: { requests: 3000, lookups: 1200 },
  },
};
const { edge } = synthesise(withEdge);
const acl = only(edge, 'AWS::WAFv2::WebACL');
const distribution = Object(only(edge, 'AWS::CloudFront::Distribution')['DistributionConfig']);

interface Rule {
  Name: string;
  Action: { Block: { CustomResponse: { ResponseCode: number; CustomResponseBodyKey: string } } };
  Statement: Record<string, unknown>;
  RuleLabels?: unknown;
  VisibilityConfig: Record<string, unknown>;
}
const rules = acl['Rules'] as Rule[];
const named = (...names: string[]) => rules.filter(({ Name }) => names.includes(Name));
const under = (SearchString: string) => ({
  ByteMatchStatement: {
    FieldToMatch: { UriPath: {} },
    PositionalConstraint: 'STARTS_WITH',
    SearchString,
    TextTransformations: [{ Priority: 0, Type: 'URL_DECODE' }],
  },
});
const tooMany = { LabelMatchStatement: { Scope: 'LABEL', Key: 'certkeeper:too-many' } };

describe('what one address may ask in five minutes', () => {
  test('is counted for each address: everything, and less where certificates are looked up', () => {
    const each = { AggregateKeyType: 'IP', EvaluationWindowSec: 300 };
    const looked = { OrStatement: { Statements: [under('/verify'), under('/lists'), under('/watch')] } };
    expect(acl).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    expect(named('requests', 'lookups')).toMatchObject([
      { Statement: { RateBasedStatement: { ...each, Limit: 3000 } } },
      { Statement: { RateBasedStatement: { ...each, Limit: 1200, ScopeDownStatement: looked } } },
    ]);
    for (const { RuleLabels } of named('requests', 'lookups'))
      expect(RuleLabels).toEqual([{ Name: 'certkeeper:too-many' }]);
  });

  test('is enough for 400 people at a gate who come by one address, each looked up and compared by name', () => {
    const { lookups } = filled('prod', WITH_EDGE).edge?.perAddress ?? { lookups: 0 };
    expect(lookups).toBeGreaterThanOrEqual(400 * 3);
    expect(filled('prod').lookupsPerMinute).toBeGreaterThanOrEqual(400 * 2);
  });

  test('beyond that the answer is 429 and says when to come back: in both languages to people, as JSON to programs', () => {
    const wantsJson = {
      ByteMatchStatement: {
        FieldToMatch: { SingleHeader: { Name: 'accept' } },
        PositionalConstraint: 'CONTAINS',
        SearchString: 'json',
        TextTransformations: [{ Priority: 0, Type: 'LOWERCASE' }],
      },
    };
    const answers = named('too-many-json', 'too-many');
    expect(answers.map(({ Statement }) => Statement)).toEqual([
      { AndStatement: { Statements: [tooMany, { OrStatement: { Statements: [under('/v1'), wantsJson] } }] } },
      tooMany,
    ]);
    const bodies = Object(acl['CustomResponseBodies']);
    const [json, page] = answers.map(({ Action }) => {
      expect(Action.Block.CustomResponse).toMatchObject({
        ResponseCode: 429,
        ResponseHeaders: [
          { Name: 'Retry-After', Value: '60' },
          { Name: 'Cache-Control', Value: 'no-store' },
        ],
      });
      const body = bodies[Action.Block.CustomResponse.CustomResponseBodyKey];
      // Longer ones are refused.
      expect(Buffer.byteLength(body.Content)).toBeLessThan(4096);
      return body;
    });
    for (const text of Object.values(tooManyRequests)) expect(page.Content).toContain(text);
    expect(page.ContentType).toBe('TEXT_HTML');
    expect(json.ContentType).toBe('APPLICATION_JSON');
    expect(JSON.parse(json.Content)).toEqual({
      type: 'urn:certkeeper:problem:too_many_requests',
      title: 'Too many checks in a short time',
      status: 429,
      detail: tooManyRequests.en,
      code: 'too_many_requests',
    });
  });

  test('is looked over by AWS’s own rules too, but for what reads the body of a file or a list', () => {
    const groups = rules.flatMap(({ Statement }) => Statement['ManagedRuleGroupStatement'] ?? []);
    expect(groups.map((group) => Object(group).Name)).toEqual([
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ]);
    const counted = groups.flatMap((group) =>
      Object(group).RuleActionOverrides.map((rule: { Name: string; ActionToUse: object }) => {
        expect(rule.ActionToUse).toEqual({ Count: {} });
        return rule.Name;
      }),
    );
    expect(counted.filter((name: string) => !name.endsWith('_BODY'))).toEqual(['NoUserAgent_HEADER']);
    expect(counted).toContain('SizeRestrictions_BODY');
  });

  test('no request is kept as a sample or in a log, for addresses and certificate numbers are in it', () => {
    const visibility = [acl['VisibilityConfig'], ...rules.map((rule) => rule.VisibilityConfig)];
    expect(visibility).toEqual(
      visibility.map(() => expect.objectContaining({ SampledRequestsEnabled: false })),
    );
    expect(distribution).not.toHaveProperty('Logging');
    expect([...new Set(edge.map(({ type }) => type))].sort()).toEqual([
      'AWS::CloudFront::CachePolicy',
      'AWS::CloudFront::Distribution',
      'AWS::WAFv2::WebACL',
    ]);
  });
});

describe('the distribution', () => {
  /** AWS's own policies, by the ids that they have in every account. */
  const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
  const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

  test('asks the web ACL about every request', () => {
    expect(distribution.WebACLId).toBe('LimitsWebAcl');
  });

  test('passes every method and header on but Host, which the API would not know, and keeps no answer', () => {
    expect(distribution.DefaultCacheBehavior).toMatchObject({
      CachePolicyId: CACHING_DISABLED,
      OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
      ViewerProtocolPolicy: 'redirect-to-https',
    });
    expect(distribution.DefaultCacheBehavior.AllowedMethods).toEqual(
      expect.arrayContaining(['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE']),
    );
    expect(distribution.Origins).toMatchObject([
      {
        DomainName: withEdge.edge.origin,
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      },
    ]);
  });

  test('keeps no error either: CloudFront does for ten seconds, whatever the error says, unless it is told', () => {
    const told = (distribution.CustomErrorResponses as Record<string, unknown>[]).map(
      ({ ErrorCode, ...rest }) => [ErrorCode, rest],
    );
    expect(told).toEqual(
      [400, 403, 404, 405, 414, 500, 501, 502, 503, 504].map((code) => [code, { ErrorCachingMinTTL: 0 }]),
    );
  });

  test('keeps QR codes for as long as they say, a day at most, by their path alone', () => {
    const [qr, ...more] = distribution.CacheBehaviors;
    expect(more).toEqual([]);
    expect(qr).toMatchObject({ PathPattern: '/qr/*', CachePolicyId: 'QrCodes' });
    // Nothing of who asked first goes along.
    expect(qr).not.toHaveProperty('OriginRequestPolicyId');
    expect(only(edge, 'AWS::CloudFront::CachePolicy')['CachePolicyConfig']).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 86_400,
      ParametersInCacheKeyAndForwardedToOrigin: {
        CookiesConfig: { CookieBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
      },
    });
  });

  test('answers under the public address, over TLS 1.2 or newer, HTTP/2 and 3; over IPv4, where one address is one', () => {
    expect(distribution).toMatchObject({
      Aliases: ['verify.firstaid.hk'],
      HttpVersion: 'http2and3',
      IPV6Enabled: false,
      ViewerCertificate: {
        AcmCertificateArn: withEdge.edge.certificateArn,
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      },
    });
  });
});

describe('a stage without an edge', () => {
  test.each(['dev', 'prod'] as const)('%s has no stack for it', (name) => {
    expect(deployed(name).edge).toEqual([]);
  });

  test('is told so where it is meant for everybody', () => {
    const warned = (stage: StageSettings) => {
      const app = buildApp({ stage });
      const stack = app.node.findChild(`certkeeper-${stage.name}-service`);
      if (!Stack.isStack(stack)) throw new Error('no service stack');
      return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(': nothing in front'));
    };
    expect(warned(filled('prod'))).toHaveLength(1);
    expect(warned(stageSettings('dev'))).toEqual([]);
    expect(warned(withEdge)).toEqual([]);
  });
});
