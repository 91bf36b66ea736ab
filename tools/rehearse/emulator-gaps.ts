/** What moto does not do as AWS does, and who does it in its place. */
export const filledIn: readonly (readonly [what: string, how: string])[] = [
  [
    'The types of resources that moto’s CloudFormation does not make: alarms, schedules and their group, the HTTP API with routes, integrations and stage, the topic’s policy and subscription, the filter of metrics, the retries of asynchronous events, the budget, the domain name and its mapping',
    'each is made, changed and deleted by the call of its own service, whose parameters boto3 checks (`emulator/made_by_services.py`)',
  ],
  ['The protection of a stack against its deletion', 'kept and heeded (`emulator/corrections.py`, as the next ones)'],
  ['An update that fails', 'what it has added is deleted again'],
  ['`RetainExceptOnCreate`', 'keeps a resource'],
  [
    'Conditions of resources in an update, and parameters whose value of before stays',
    'a resource comes and goes with its condition; one of a type that moto cannot change stays as it was',
  ],
  ['Recovery, expiry and protection of the table, versions of a bucket', 'set from the template'],
  ['`--import-existing-resources`, and the type of a change set that names none', 'as AWS documents both'],
  [
    'Event sources, the HTTP API in front of the functions, what a schedule sends',
    'the rehearsal polls, calls and sends as they are configured',
  ],
  ['A history of the table', 'it is restored at the moment itself, and what follows is what the restored ledger lacks'],
  [
    'Policies of users: moto asks for those of everybody or of nobody, and looks at no resource but S3’s',
    'asked for those of the user who deploys (`emulator/corrections.py`); AWS’s descriptions of the types say what CloudFormation needs besides',
  ],
  ['A WooCommerce shop', 'its API as the tests emulate it, over TLS on this machine'],
  ['The functions themselves', 'their code, fetched back, on Lambda’s runtime client'],
];

/** What no rehearsal shows. docs/first-deployment-checklist.md goes through it. */
export const leftToAws: readonly string[] = [
  'what a role allows and what it refuses: moto heeds no policy, of roles and of buckets alike; a test compares each role with what its function calls',
  'the API over the internet: certificates, the limits of routes, its access log, what it makes of large or odd requests',
  'alarms that go on, metrics out of log lines, the dashboard’s figures, a mail of SNS, the budget',
  'schedules that fire by themselves, and by which role',
  'Lambda’s own scaling and limits of the account; cold starts on its hardware',
  'restoring the table to a point in time; deleting what has expired; the days after which files and logs go',
  'what a deployment takes, and a failed one leaves behind, on CloudFormation itself',
  'a VPC’s way out, the key’s own policy, the certificate of a domain, and which resources the policies of whoever deploys fit',
  'BonifiQ’s and the shops’ own behaviour',
];

/** What was found by rehearsing, and the test that holds what is right now. */
export const found: readonly (readonly [what: string, test: string])[] = [
  [
    'Dependencies that the template stated twice, which CloudFormation bears and cfn-lint warns of',
    'test/deploy/dependencies/drop-implied.test.ts',
  ],
  ['Queues were called at their own address, whatever `AWS_ENDPOINT_URL` said', 'test/aws/sqs/queue-client.test.ts'],
  [
    '`./ponte` took the region of the bucket of audiences from the host of a queue',
    'test/end-to-end/deploy/template.test.ts',
  ],
  ['`./ponte doctor` called it unexpected that a stage has no stack', 'test/cli/stack.test.ts'],
];
