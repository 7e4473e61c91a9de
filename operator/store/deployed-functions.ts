import { type FunctionConfiguration, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { Misuse } from '../misuse.ts';
import { queuePrefix } from '../target.ts';

/** The one function of a deployed stage with this name in its stacks, `PublicSite` say. */
export async function deployedFunction(stage: string, name: string): Promise<FunctionConfiguration> {
  const prefix = queuePrefix(stage);
  const found: FunctionConfiguration[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client: new LambdaClient({}) }, {}))
    found.push(
      ...Functions.filter(
        ({ FunctionName = '' }) => FunctionName.startsWith(prefix) && FunctionName.includes(name),
      ),
    );
  const [one, other] = found;
  if (!one || other) throw new Misuse(`the function ${name} of stage "${stage}" was not found, or twice`);
  return one;
}

/** What its functions were deployed with. */
export async function deployedWith(stage: string): Promise<{ release: string; mailRegion: string }> {
  const settingOf = async (name: string, variable: string) => {
    const value = (await deployedFunction(stage, name)).Environment?.Variables?.[variable];
    if (!value) throw new Misuse(`the function ${name} of stage "${stage}" has no ${variable}`);
    return value;
  };
  return {
    release: await settingOf('PublicSite', 'RELEASE'),
    mailRegion: await settingOf('PlanReminders', 'MAIL_REGION'),
  };
}
