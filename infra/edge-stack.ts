import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Construct } from 'constructs';
import { RateLimits } from '#infra/constructs/rate-limits';
import { edgeSecretOf } from '#infra/edge-secret';
import type { StageSettings } from '#infra/stage';
import { EDGE_HEADER } from '#web/http/limits/caller.ts';

interface EdgeStackProps extends StackProps {
  stage: StageSettings;
  edge: NonNullable<StageSettings['edge']>;
}

/**
 * What CloudFront keeps for ten seconds unless it is told otherwise, whatever the answer itself says.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
const KEPT_UNLESS_TOLD = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/**
 * CloudFront in front of the API, for WAF to count what each address asks: an HTTP API takes no web ACL of its own. It
 * passes everything on and keeps nothing but QR codes. No log: it would hold addresses beside certificate numbers.
 */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, props: EdgeStackProps) {
    super(scope, id, props);
    const { stage, edge } = props;
    const limits = new RateLimits(this, 'Limits', { stage, perAddress: edge.perAddress });
    const origin = new HttpOrigin(edge.origin, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      // The API itself gives up after 30.
      readTimeout: Duration.seconds(30),
      customHeaders: { [EDGE_HEADER]: edgeSecretOf(stage) },
    });
    const passedOn = { origin, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS };
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Certkeeper ${stage.name}`,
      domainNames: [new URL(stage.publicUrl ?? '').hostname],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', edge.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      // WAF counts single addresses, and whoever has one of IPv6 has 2^64 (docs/decisions/016-edge.md).
      enableIpv6: false,
      enableLogging: false,
      webAclId: limits.arn,
      defaultBehavior: {
        ...passedOn,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // Under any other host than its own the API answers 403.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      },
      // What is kept for everybody is asked for with nothing of whoever asked first: no header, cookie or query.
      additionalBehaviors: { '/qr/*': { ...passedOn, cachePolicy: this.#qrCodes(stage) } },
      errorResponses: KEPT_UNLESS_TOLD.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    });
    new CfnOutput(this, 'EdgeDomainName', { value: distribution.distributionDomainName });
  }

  /** For as long as the answer says, by its path alone: the code of an address is always the same. */
  #qrCodes(stage: StageSettings): CachePolicy {
    return new CachePolicy(this, 'QrCodes', {
      comment: `Certkeeper ${stage.name}: QR codes`,
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.days(1),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }
}
