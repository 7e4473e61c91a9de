/** The services that the functions ask, each with a listener of its own. */
export const services = ['dynamodb', 'sqs', 'ses', 'secrets'] as const;
export type Service = (typeof services)[number];

export interface Reply {
  status: number;
  body: string | Buffer;
}

const types: Record<Service, string> = {
  dynamodb: 'application/x-amz-json-1.0',
  sqs: 'application/x-amz-json-1.0',
  secrets: 'application/x-amz-json-1.1',
  ses: 'text/xml',
};
export const typeOf = (service: Service) => types[service];

/** What the services themselves answer when they are asked too much, with their own words. */
const throttles: Record<Exclude<Service, 'ses'>, { __type: string; message: string }> = {
  dynamodb: {
    __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
    message:
      'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
  },
  sqs: { __type: 'com.amazonaws.sqs#RequestThrottled', message: 'Request is throttled.' },
  secrets: { __type: 'ThrottlingException', message: 'Rate exceeded' },
};

const throttledTransaction = (operations: number) => ({
  __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
  message: 'Transaction cancelled, please refer cancellation reasons for specific reasons [ThrottlingError]',
  CancellationReasons: Array.from({ length: operations }, (_, i) =>
    i === 0
      ? {
          Code: 'ThrottlingError',
          Message: 'Throughput exceeds the current capacity for one or more tables.',
        }
      : { Code: 'None' },
  ),
});

const sesTexts = {
  rate: 'Maximum sending rate exceeded.',
  quota: 'Daily message quota exceeded.',
} as const;

/** An error of SES, which speaks XML. */
export function sesError(status: number, code: string, message: string): Reply {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return {
    status,
    body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
  };
}

export function sesAnswer(action: string, inner: string): Reply {
  return {
    status: 200,
    body: `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${action}Result>${inner}</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`,
  };
}

/** `operations`: of a transaction, which is cancelled as a whole with a reason for each. */
export function throttled(service: Service, kind: 'rate' | 'quota', operations: number): Reply {
  if (service === 'ses') return sesError(400, 'Throttling', sesTexts[kind]);
  const body = operations ? throttledTransaction(operations) : throttles[service];
  return { status: 400, body: JSON.stringify(body) };
}

export function internalError(service: Service): Reply {
  if (service === 'ses') return sesError(500, 'InternalFailure', 'An internal error occurred.');
  const body = { __type: 'InternalServerError', message: 'Internal server error' };
  return { status: 500, body: JSON.stringify(body) };
}
