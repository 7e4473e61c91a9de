import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import { lookUp } from './lookup.js';

const logger = new Logger({ serviceName: 'verify' });
const metrics = new Metrics({ namespace: 'bench', serviceName: 'verify' });

async function verify({ pathParameters }) {
  const { status, body } = await lookUp(pathParameters.number);
  metrics.addMetric('verifications', 'Count', 1);
  logger.info('verified', { status });
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

export const handler = middy()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(httpRouter([{ method: 'GET', path: '/verify/{number}', handler: verify }]));
