/**
 * What the bundles have for the client of STS where the config has no source that takes a role: nothing is ever made of it, and
 * the real one would be loaded at every cold start.
 */
class Nothing extends Error {}

export { Nothing as AssumeRoleCommand, Nothing as STSClient, Nothing as STSServiceException };
