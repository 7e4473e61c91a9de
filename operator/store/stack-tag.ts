/** CloudFormation puts it on whatever it makes: the name of the stack. */
export const STACK_TAG = 'aws:cloudformation:stack-name';
