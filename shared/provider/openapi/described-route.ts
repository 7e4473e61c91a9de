import type { RouterRoute } from 'hono/types';
import { isOperation, type Operation } from '#web/http/operation.ts';

/** A route that says what it is, as OpenAPI names it: `/v1/credentials/:number{.+}` is `/v1/credentials/{number}`. */
export interface DescribedRoute {
  method: string;
  path: string;
  operation: Operation;
}

export function describedRoutes(routes: readonly RouterRoute[]): DescribedRoute[] {
  return routes.flatMap(({ method, path, handler }) =>
    isOperation(handler)
      ? [
          {
            method: method.toLowerCase(),
            path: path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}'),
            operation: handler,
          },
        ]
      : [],
  );
}
