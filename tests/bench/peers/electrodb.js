import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Entity } from 'electrodb';
import { answerOf, numberIn } from '../contenders/task.ts';

const text = { type: 'string' };
const credentials = new Entity(
  {
    model: { entity: 'credential', version: '1', service: 'register' },
    attributes: {
      key: text,
      number: text,
      provider: text,
      type: text,
      nameEn: text,
      nameZh: text,
      email: text,
      language: { type: ['zh-HK', 'en'] },
      issuedOn: text,
      expiresOn: text,
      history: {
        type: 'list',
        items: { type: 'map', properties: { event: text, at: text, on: text } },
      },
      version: { type: 'number' },
    },
    indexes: {
      ofNumber: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the library's own placeholder
        pk: { field: 'pk', composite: ['key'], template: 'CERT#${key}', casing: 'none' },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the library's own placeholder
        sk: { field: 'sk', composite: ['provider'], template: 'CREDENTIAL#${provider}', casing: 'none' },
      },
    },
  },
  { client: new DynamoDBClient({}), table: process.env.TABLE_NAME },
);

/** No router around it. */
export async function handler(event) {
  const key = numberIn(event).replaceAll('-', '').toUpperCase();
  const { data } = await credentials.query.ofNumber({ key }).go({ ignoreOwnership: true });
  return answerOf(data);
}
