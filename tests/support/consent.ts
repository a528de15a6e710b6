/** A person with a browser on the sandbox's page that asks whether an application may use an account. */
export { answerConsent as decideOnSandbox } from '../../electron/practice/consent.ts';
