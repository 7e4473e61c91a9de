import { createHmac, hash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { type Asked, answerOf, numberIn, queryOf } from './task.ts';

/** The least that anybody could do: one signed request over a connection that is kept, and nothing around it. */
const {
  AWS_REGION: region = '',
  AWS_ACCESS_KEY_ID: keyId = '',
  AWS_SECRET_ACCESS_KEY: secret = '',
  AWS_SESSION_TOKEN: token = '',
  AWS_ENDPOINT_URL_DYNAMODB: endpoint = '',
} = process.env;
const { host, hostname, port } = new URL(endpoint);
const agent = new Agent({ keepAlive: true });
const TYPE = 'application/x-amz-json-1.0';
const TARGET = 'DynamoDB_20120810.Query';
const SIGNED = 'content-type;host;x-amz-date;x-amz-security-token;x-amz-target';

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

let keyOfDay = { day: '', key: Buffer.alloc(0) };

/** Good for a day, as Signature Version 4 has it. */
function signingKey(day: string): Buffer {
  if (keyOfDay.day !== day)
    keyOfDay = {
      day,
      key: [region, 'dynamodb', 'aws4_request'].reduce(hmac, hmac(`AWS4${secret}`, day)),
    };
  return keyOfDay.key;
}

function signed(body: string) {
  const at = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const day = at.slice(0, 8);
  const headers = [TYPE, host, at, token, TARGET];
  const lines = SIGNED.split(';').map((name, i) => `${name}:${headers[i]}\n`);
  const canonical = `POST\n/\n\n${lines.join('')}\n${SIGNED}\n${hash('sha256', body)}`;
  const scope = `${day}/${region}/dynamodb/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${at}\n${scope}\n${hash('sha256', canonical)}`;
  const signature = hmac(signingKey(day), toSign).toString('hex');
  return {
    'content-type': TYPE,
    'content-length': Buffer.byteLength(body),
    'x-amz-date': at,
    'x-amz-security-token': token,
    'x-amz-target': TARGET,
    authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`,
  };
}

function post(body: string): Promise<string> {
  return new Promise((answer, fail) => {
    request({ hostname, port, method: 'POST', path: '/', agent, headers: signed(body) }, (response) => {
      let said = '';
      response
        .setEncoding('utf8')
        .on('data', (part: string) => {
          said += part;
        })
        .on('error', fail)
        .on('end', () => (response.statusCode === 200 ? answer(said) : fail(new Error(said))));
    })
      .on('error', fail)
      .end(body);
  });
}

interface Answer {
  Items: { number: { S: string }; expiresOn?: { S: string } }[];
}

export async function handler(event: Asked) {
  const { Items }: Answer = JSON.parse(await post(JSON.stringify(queryOf(numberIn(event)))));
  return answerOf(Items.map(({ number, expiresOn }) => ({ number: number.S, expiresOn: expiresOn?.S })));
}
