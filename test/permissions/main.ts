/** `npm run permissions`: what each role may do, and how much of that the shipped bundle's calls need. */
import { reportOn, type Grant } from './report.ts';
import { runScenario } from './scenario.ts';

const actionsOf = (grants: readonly Grant[]) => new Set(grants.map(({ action }) => action));

const reports = reportOn(await runScenario());
for (const { role, grants, missing } of reports) {
  console.log(`\n${role}`);
  console.table(
    grants.map(({ action, resource, calls, exemption }) => ({
      action,
      resource,
      calls,
      'without a call because': exemption?.reason ?? '',
    })),
  );
  for (const one of missing) console.log(`used without grant: ${one}`);
}
console.log();
console.table(
  reports.map(({ role, grants, unused, missing }) => {
    const [granted, used] = [actionsOf(grants), actionsOf(grants.filter(({ calls }) => calls > 0))];
    const byAws = actionsOf(grants.filter(({ action, exemption }) => exemption && !used.has(action)));
    return {
      role,
      'actions granted': granted.size,
      'used by our code': used.size,
      'used by AWS': byAws.size,
      unused: unused.length,
      'used without grant': missing.length,
    };
  }),
);
if (reports.some(({ unused, missing }) => unused.length + missing.length > 0)) process.exitCode = 1;
