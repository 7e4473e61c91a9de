/**
 * What `npm run deploy` tells the CDK: the release that /health and the dashboard show, and what was asked for. A program, unlike a
 * person, is asked nothing. Logs of a stage that was deleted and kept them are taken over again.
 */
export function deployArguments(input: {
  commit: string;
  at: Date;
  isProgram: boolean;
  asked: string[];
}): string[] {
  const { commit, at, isProgram, asked } = input;
  return [
    'deploy',
    '--all',
    '--no-notices',
    '--import-existing-resources',
    ...(isProgram ? ['--require-approval', 'never', '--ci'] : []),
    '--context',
    `release=${commit} ${at.toISOString().replace(/\.\d+/, '')}`,
    ...asked,
  ];
}
