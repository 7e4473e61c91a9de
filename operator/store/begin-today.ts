import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { CivilDate } from '#register/civil-date.ts';
import { deployedFunction } from './deployed-functions.ts';

/** Has a deployed stage plan its reminders of a day, as its schedule does at nine in Hong Kong. A plan made twice sends nothing twice. */
export async function beginToday(stage: string, on: CivilDate): Promise<void> {
  const { FunctionName } = await deployedFunction(stage, 'PlanReminders');
  const Payload = JSON.stringify({ scheduledTime: `${on}T01:00:00Z` });
  await new LambdaClient({}).send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
}
