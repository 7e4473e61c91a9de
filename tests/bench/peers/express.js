import serverlessExpress from '@codegenie/serverless-express';
import express from 'express';
import { lookUp } from './lookup.js';

const app = express();
app.get('/verify/:number', async (request, response) => {
  const { status, body } = await lookUp(request.params.number);
  response.status(status).json(body);
});

export const handler = serverlessExpress({ app });
