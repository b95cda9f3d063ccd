/** What is shown where a secret value would be. */
export const secretMask = '••••••'

/** What is sent where a secret value would be: a header's value is ASCII. */
export const sentSecretMask = '******'
