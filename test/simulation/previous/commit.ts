/**
 * The previous release: what the table was written by before an upgrade, and is again after a roll-back. At a release, name here the
 * commit that was released before it; if its parts are made of something else, `release.ts` is where that is made up for.
 */
export const commit = 'ec3f345ec1dfdaecea07e7706d44b201b50a2dcb';
