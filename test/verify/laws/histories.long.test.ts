import { describeHistories } from './describe-histories.ts';

describeHistories({ seeds: 30_000, least: 0.01 });
