import { runSimulation } from '@cloud-copilot/iam-simulate';
import { ACCOUNT } from '#infra/local/template/resources';
import type { RolePolicies } from './role-policies.ts';

/** One thing that somebody asks for, as IAM sees it. */
interface Asked {
  /** `dynamodb:PutItem` */
  action: string;
  /** An ARN. */
  resource: string;
  /** IAM's condition keys, for those that the action has. */
  context: Readonly<Record<string, string[]>>;
}

/** Whether AWS would allow what is asked. */
export type Verdicts = (asked: Asked) => Promise<boolean>;

/** What a role may. The same is evaluated once. */
export function createVerdicts({ role, policies }: RolePolicies): Verdicts {
  const known = new Map<string, Promise<boolean>>();
  // What no policy asks for bears on no verdict.
  const said = JSON.stringify(policies);
  const relevant = (context: Asked['context']) =>
    Object.fromEntries(Object.entries(context).filter(([key]) => said.includes(key)));

  async function evaluate({ action, resource, context }: Asked): Promise<boolean> {
    const evaluated = await runSimulation(
      {
        request: {
          principal: role,
          action,
          resource: { resource, accountId: ACCOUNT },
          contextVariables: { ...context },
        },
        identityPolicies: [...policies],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    );
    // An error is an action that AWS does not know, or not of this resource; of the policies themselves the templates' tests know.
    return evaluated.resultType !== 'error' && evaluated.overallResult === 'Allowed';
  }

  return ({ context, ...rest }) => {
    const asked = { ...rest, context: relevant(context) };
    const place = JSON.stringify(asked);
    const verdict = known.get(place) ?? evaluate(asked);
    known.set(place, verdict);
    return verdict;
  };
}
