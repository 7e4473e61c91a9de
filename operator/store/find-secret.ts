import { paginateListSecrets, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STACK_TAG } from './stack-tag.ts';

/** ARNs of the secrets that a stack has made, in the account and region of the credentials at hand. */
export async function findSecrets(stack: string): Promise<string[]> {
  const found: string[] = [];
  const client = new SecretsManagerClient({});
  // A filter matches beginnings; the tag itself decides.
  const pages = paginateListSecrets({ client }, { Filters: [{ Key: 'tag-value', Values: [stack] }] });
  for await (const { SecretList = [] } of pages)
    for (const { ARN, Tags = [] } of SecretList)
      if (ARN && Tags.some(({ Key, Value }) => Key === STACK_TAG && Value === stack)) found.push(ARN);
  return found;
}
