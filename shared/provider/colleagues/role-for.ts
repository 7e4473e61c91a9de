import type { Role } from '#register/catalogue/colleague.ts';
import { recordActions } from '#register/certificate/record-action.ts';

/** Places of the console that are a manager's, to look at too. */
const OF_MANAGERS = new Set(['keys', 'colleagues', 'settings']);
/** What may be sent there is nobody's but one's own. */
const OF_EVERYBODY = new Set(['sign-out', 'sessions', 'passkeys', 'code']);
/** What may be sent there is daily work. Anything that stands in none of these is for managers to send. */
const OF_THE_DESK = new Set(['imports', 'credentials', 'certificates']);
/** What is sent there is only a question: a name that is sought stands in no address. */
const isQuestion = /^\/console\/certificates(?:\/list\.csv)?$/;
/** Takes back all that a file registered. */
const isOfMany = /^\/console\/imports\/[^/]+\/undo$/;
/** Pages that only ask for what is then sent. */
const isForm = new RegExp(
  `^/console/(?:certificates/new|extension-orders/(?:new|[^/]+/withdraw)|credentials/.+/(?:${recordActions.join('|')}))$`,
);

/** The least role that a request of the console needs, by its method and path. */
export function roleFor(method: string, path: string): Role {
  const [, , place = ''] = path.split('/');
  if (OF_MANAGERS.has(place)) return 'manager';
  const isLook = method === 'GET' || method === 'HEAD' || isQuestion.test(path);
  if (OF_EVERYBODY.has(place) || (isLook && !isForm.test(path))) return 'viewer';
  return OF_THE_DESK.has(place) && !isOfMany.test(path) ? 'desk' : 'manager';
}
