import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  type HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { houseAlarm } from '#infra/constructs/alarm';
import { Releases } from '#infra/constructs/releases';
import type { ServiceFunction } from '#infra/constructs/service-function';
import type { StageSettings } from '#infra/stage';

/** No path, query string, header or address of a caller: people type names into any box, and none may stay in a log. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  error: '$context.integrationErrorMessage',
};

const FOR_PROVIDERS = ['/v1', '/v1/{proxy+}', '/console', '/console/{proxy+}', '/docs'];
/** So many times what a stage allows others: a wrong key costs one read, and must not use up what providers need. */
const FOR_WRONG_KEYS = 10;
/** What employers leave with us: long lists, and sites that are watched. */
const FOR_EMPLOYERS = ['/lists', '/lists/{proxy+}', '/watch', '/watch/{proxy+}'];
/** What the links in e-mails lead to. Every method, so that the function says which ones it takes. */
const FOR_HOLDERS = [
  '/unsubscribe/{token}',
  '/my',
  '/my/{token}',
  '/my/{token}/{proxy+}',
  '/change-of-address/{token}',
  '/proof/{token}',
];

/**
 * What the HTTP API does: everything goes to the public site, but what providers, holders, and employers with many
 * certificates use. The API itself is the registry's.
 */
export class PublicApi extends Construct {
  readonly #api: HttpApi;
  readonly #stage: HttpStage;
  readonly #throttling: StageSettings['throttling'];
  readonly #releases: Releases;

  constructor(scope: Construct, id: string, props: { stage: StageSettings; api: HttpApi }) {
    super(scope, id);
    this.#api = props.api;
    const logGroup = new LogGroup(this, 'AccessLogs', {
      // Under this prefix API Gateway needs no resource policy, whose size is limited for the whole account.
      logGroupName: `/aws/vendedlogs/certkeeper/${props.stage.name}/api`,
      retention: props.stage.logRetentionDays,
      // They outlive the stack: `npm run deploy` takes them over again.
      removalPolicy: props.stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const defaultStage = new HttpStage(this, 'DefaultStage', {
      httpApi: this.#api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: props.stage.throttling.rate, burstLimit: props.stage.throttling.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    this.#stage = defaultStage;
    this.#throttling = props.stage.throttling;
    this.#releases = new Releases(this, 'Releases', props.stage);
    houseAlarm(this, 'ServerErrors', {
      metric: this.#api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      atLeast: 1,
      of: 3,
      urgent: true,
      impact: 'Somebody who verified or uploaded certificates got an error page instead of an answer.',
      runbook: 'api-server-errors',
    });
  }

  /** Connects the functions. */
  route(to: {
    publicSite: ServiceFunction<'public-site'>;
    providerApi: ServiceFunction<'provider-api'>;
    holderSite: ServiceFunction<'holder-site'>;
    employerSite: ServiceFunction<'employer-site'>;
  }): void {
    const integration = (name: string, of: ServiceFunction) =>
      new HttpLambdaIntegration(name, this.#releases.live(of));
    const site = integration('PublicSite', to.publicSite);
    const provider = integration('ProviderApi', to.providerApi);
    const holder = integration('HolderSite', to.holderSite);
    const employer = integration('EmployerSite', to.employerSite);
    const routes = (paths: string[], leadsTo: HttpLambdaIntegration) =>
      paths.map(
        (path) =>
          new HttpRoute(this, path, {
            httpApi: this.#api,
            routeKey: HttpRouteKey.with(path, HttpMethod.ANY),
            integration: leadsTo,
          }),
      );
    this.#throttleApart([
      ...routes(FOR_PROVIDERS, provider),
      ...routes(FOR_HOLDERS, holder),
      ...routes(FOR_EMPLOYERS, employer),
    ]);
    new HttpRoute(this, 'EverythingElse', {
      httpApi: this.#api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: site,
    });
  }

  /**
   * Single look-ups, or a walk through the register, must keep nobody from revoking a certificate, stopping mail or looking
   * after a site.
   */
  #throttleApart(routes: HttpRoute[]): void {
    const { rate, burst } = this.#throttling;
    const limits = { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst };
    const stage = this.#stage.node.defaultChild;
    if (!(stage instanceof CfnStage)) throw new Error('the stage is not what it was');
    // Whose key is right, the API learns only from the function: a stream of wrong ones counts like all others.
    const ofProviders = {
      ThrottlingRateLimit: rate * FOR_WRONG_KEYS,
      ThrottlingBurstLimit: burst * FOR_WRONG_KEYS,
    };
    const settings = [
      ...FOR_PROVIDERS.map((path) => [`ANY ${path}`, ofProviders]),
      ...[...FOR_HOLDERS, ...FOR_EMPLOYERS].map((path) => [`ANY ${path}`, limits]),
    ];
    stage.addPropertyOverride('RouteSettings', Object.fromEntries(settings));
    // Settings of a route that is not there yet are refused.
    this.#stage.node.addDependency(...routes);
  }
}
