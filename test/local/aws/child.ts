import { startLocalAws } from '../../../local/aws/index.ts';

/** A process for the persistence test to kill. */
async function main(): Promise<void> {
  const { endpoint } = await startLocalAws({ port: 0, dataDir: String(process.argv[2]) });
  console.log(endpoint);
}

void main();
