import awsLambdaFastify from '@fastify/aws-lambda';
import fastify from 'fastify';
import { lookUp } from './lookup.js';

const app = fastify();
app.get('/verify/:number', async (request, reply) => {
  const { status, body } = await lookUp(request.params.number);
  return reply.code(status).send(body);
});

export const handler = awsLambdaFastify(app);
