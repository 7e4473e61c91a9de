import { Failure } from '#infra/local/failure';
import { functionArnOf, type LocalWorld } from '#infra/local/template/resources';

export interface Route {
  /** As the template has it: `ANY /v1/{proxy+}`, `$default`. */
  key: string;
  functionArn: string;
}

export interface Matched extends Route {
  pathParameters: Record<string, string> | undefined;
}

/**
 * The routes of the HTTP API that the template declares.
 * @throws Failure for a route that leads nowhere or to something other than a function with payload format 2.0
 */
export function readRoutes(world: LocalWorld): Route[] {
  return world.all('AWS::ApiGatewayV2::Route').map((found) => {
    const key = world.text(found, 'RouteKey') ?? '';
    const id = world.text(found, 'Target')?.split('/').at(-1);
    const integration = world
      .all('AWS::ApiGatewayV2::Integration')
      .find((candidate) => candidate.stack === found.stack && world.own(candidate, 'Ref') === id);
    if (!integration) throw new Failure(`route ${key} has no integration`);
    const uri = world.text(integration, 'IntegrationUri');
    if (world.text(integration, 'PayloadFormatVersion') !== '2.0' || uri === undefined)
      throw new Failure(`route ${key} is not to a function with payload format 2.0`);
    return { key, functionArn: functionArnOf(uri) };
  });
}

/**
 * The route that API Gateway would choose for a method and a decoded path: an exact path before one with parameters,
 * that before a greedy one (`{proxy+}`), the longest of those first, and `$default` last.
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): Matched | undefined {
  let best: { matched: Matched; rank: number } | undefined;
  for (const route of routes) {
    const matched = match(route, method, path);
    if (matched && (!best || matched.rank > best.rank)) best = matched;
  }
  return best?.matched;
}

function match(route: Route, method: string, path: string): { matched: Matched; rank: number } | undefined {
  if (route.key === '$default') return { matched: { ...route, pathParameters: undefined }, rank: 0 };
  const [verb = '', pattern = ''] = route.key.split(' ');
  if (verb !== 'ANY' && verb !== method) return undefined;
  const wanted = pattern.split('/').slice(1);
  const given = path.split('/').slice(1);
  const parameters: Record<string, string> = {};
  let rank = verb === 'ANY' ? 1 : 2;
  for (const [index, part] of wanted.entries()) {
    const name = /^\{([^}+]+)(\+?)\}$/.exec(part);
    const segment = given[index];
    if (segment === undefined) return undefined;
    if (name?.[2] === '+') {
      parameters[name[1] ?? ''] = given.slice(index).join('/');
      return given.slice(index).join('') === ''
        ? undefined
        : { matched: { ...route, pathParameters: parameters }, rank };
    }
    if (name) parameters[name[1] ?? ''] = segment;
    else if (segment !== part) return undefined;
    rank += name ? 10 : 1000;
  }
  if (given.length !== wanted.length) return undefined;
  const pathParameters = Object.keys(parameters).length > 0 ? parameters : undefined;
  return { matched: { ...route, pathParameters }, rank: rank + 100_000 };
}
