/** Every promise checked over a history of 100,000 events. */
import { median, printTable } from '../part/table.ts';
import { lab, simulate } from './simulation.ts';

const EVENTS = 100_000;
const RUNS = 5;
const REACH_SECONDS = 2;

const plan = lab.planOf({ workload: { rounds: 2_900, resources: 20, thinkMs: 2, workMs: 2 } });
const { history } = await simulate({ library: 'tidelock' }, 1, plan);
if (history.events.length < EVENTS) throw new Error(`only ${history.events.length} events`);
const seconds = Array.from({ length: RUNS }, () => {
  const cpu = process.cpuUsage();
  lab.judge(history);
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / 1e6;
});
printTable('The lab: judging', [
  {
    what: `${history.events.length} events`,
    ours: median(seconds),
    peer: REACH_SECONDS,
    against: 'what we allow ourselves',
    unit: 's of a core',
    better: 'lower',
    reach: 1,
  },
]);
