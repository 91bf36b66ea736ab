#!/bin/sh
# Deploys what `npm run plain` has made, with the AWS CLI alone. The bucket is yours, in the region of the stack.
#
#   examples/cloudformation/deploy.sh <stack> <bucket> [<parameter>=<value>]…
#   examples/cloudformation/deploy.sh ponte-prod our-code NoticeAddress=you@example.com SubnetIds=subnet-1,subnet-2 SecurityGroupIds=sg-1
set -eu
cd "$(dirname "$0")/../.."

stack=$1
bucket=$2
shift 2
# Another one for another package: functions change only when it does.
prefix=ponte/$(cksum < dist/plain/SHA256SUMS | cut -d ' ' -f 1)/

aws s3 cp --no-progress --recursive --exclude '*' --include '*.zip' dist/plain "s3://$bucket/$prefix"
aws cloudformation deploy --stack-name "$stack" --template-file dist/plain/template.json \
  --s3-bucket "$bucket" --s3-prefix "${prefix%/}" --capabilities CAPABILITY_NAMED_IAM --no-fail-on-empty-changeset \
  --parameter-overrides "CodeBucket=$bucket" "CodePrefix=$prefix" "$@"
