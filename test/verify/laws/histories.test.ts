import { describeHistories } from './describe-histories.ts';

describeHistories({ seeds: 2_000, least: 0.005 });
