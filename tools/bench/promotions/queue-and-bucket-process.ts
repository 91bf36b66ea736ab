import { startSqsAndS3 } from '../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { sayReady } from '../../../test/verify/kill/child-side.ts';

/** The queue and the bucket, apart from whatever is measured. */
const { endpoint, promotionQueueUrl, audienceBucket } = await startSqsAndS3();
sayReady({ endpoint, promotionQueueUrl, audienceBucket });
