# Deploys what `npm run plain` has made, as a stack of CloudFormation: terraform apply -var bucket=<yours>

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "bucket" {
  type        = string
  description = "A bucket of yours for the zips, in the region of the stack"
}

variable "stack" {
  type    = string
  default = "ponte-prod"
}

variable "parameters" {
  type        = map(string)
  default     = {}
  description = "Those of the template, such as { NoticeAddress = \"you@example.com\", KmsKeyArn = \"arn:…\" }"
}

variable "tags" {
  type    = map(string)
  default = {}
}

locals {
  folder = "${path.module}/../../dist/plain"
  # Another one for another package: functions change only when it does.
  prefix = "ponte/${substr(filesha256("${local.folder}/SHA256SUMS"), 0, 16)}/"
}

data "aws_s3_bucket" "code" {
  bucket = var.bucket
}

resource "aws_s3_object" "package" {
  for_each    = setunion(fileset(local.folder, "*.zip"), ["template.json"])
  bucket      = data.aws_s3_bucket.code.id
  key         = "${local.prefix}${each.value}"
  source      = "${local.folder}/${each.value}"
  source_hash = filesha256("${local.folder}/${each.value}")
}

resource "aws_cloudformation_stack" "ponte" {
  name         = var.stack
  template_url = "https://${data.aws_s3_bucket.code.bucket_regional_domain_name}/${local.prefix}template.json"
  capabilities = ["CAPABILITY_NAMED_IAM"]
  tags         = var.tags
  parameters = merge(var.parameters, {
    CodeBucket = data.aws_s3_bucket.code.id
    CodePrefix = local.prefix
  })
  depends_on = [aws_s3_object.package]

  lifecycle {
    prevent_destroy = true
  }
}

output "url" {
  value = aws_cloudformation_stack.ponte.outputs["HttpApiUrl"]
}
