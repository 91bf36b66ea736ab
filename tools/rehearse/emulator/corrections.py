"""What moto's CloudFormation does otherwise than AWS, as far as the rehearsal meets it."""

import re

from moto import settings
from moto.apigatewayv2.models import ApiGatewayV2Backend
from moto.awslambda.models import LambdaFunction
from moto.cloudformation import models as stacks
from moto.cloudformation import parsing, responses
from moto.cloudformation.exceptions import ValidationError
from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table
from moto.iam.access_control import IAMPolicyStatement, IAMRequestBase
from moto.logs.models import LogGroup
from moto.s3.models import FakeBucket, s3_backends
from moto.s3.responses import ACTION_MAP
from moto.sqs.models import Queue
from werkzeug.exceptions import HTTPException


def correct():
    _termination_protection()
    _templates_in_buckets()
    _kept_resources()
    _failed_updates_are_undone()
    _tables()
    _buckets()
    _imports()
    _nobody_polls_queues()
    _keys()
    _users_need_policies()
    _domain_names()
    _updates_heed_conditions()
    _lists_keep_their_values()


def _termination_protection():
    """moto keeps the flag of a stack, and neither changes nor heeds it."""

    def update_termination_protection(self):
        stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
        stack.enable_termination_protection = self._get_bool_param("EnableTerminationProtection")
        return ActionResult({"StackId": stack.stack_id})

    delete_stack = stacks.CloudFormationBackend.delete_stack

    def delete_unless_protected(self, name_or_stack_id):
        for stack in self.stacks.values():
            if name_or_stack_id in (stack.name, stack.stack_id) and stack.enable_termination_protection:
                raise ValidationError(message=f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
            if name_or_stack_id in (stack.name, stack.stack_id):
                # moto forgets exports of a stack whose name was another's before, and fails without them.
                for export in stack.exports:
                    self.exports.setdefault(export.name, export)
        return delete_stack(self, name_or_stack_id)

    responses.CloudFormationResponse.update_termination_protection = update_termination_protection
    stacks.CloudFormationBackend.delete_stack = delete_unless_protected


def _templates_in_buckets():
    """A template's URL that begins with this machine's address has its bucket in the path, as one with its name."""
    fetch = responses.get_stack_from_s3_url

    def fetch_from_here(template_url, **kwargs):
        return fetch(template_url.replace("http://127.0.0.1", "http://localhost"), **kwargs)

    responses.get_stack_from_s3_url = fetch_from_here


def _kept_resources():
    """RetainExceptOnCreate keeps a resource of a stack that is deleted, as Retain does."""
    delete = parsing.ResourceMap.delete

    def delete_but_kept(self):
        for resource in self._resource_json_map.values():
            if resource.get("DeletionPolicy") == "RetainExceptOnCreate":
                resource["DeletionPolicy"] = "Retain"
        return delete(self)

    parsing.ResourceMap.delete = delete_but_kept


def _failed_updates_are_undone():
    """What an update has added is deleted again, and the stack has its template of before."""
    update = parsing.ResourceMap.update

    def update_or_undo(self, template, parameters=None):
        before = (self._template, self._resource_json_map)
        there = set(self._parsed_resources)
        try:
            return update(self, template, parameters)
        except Exception:
            resources = self._resource_json_map
            for name in reversed([one for one in self._parsed_resources if one not in there]):
                resource = self._parsed_resources.pop(name)
                if resource is not None and name in resources and resources[name].get("DeletionPolicy") != "Retain":
                    self._delete_resource(resource, resources[name])
            self._template, self._resource_json_map = before
            raise

    parsing.ResourceMap.update = update_or_undo


def _tables():
    """Recovery, expiry, protection and key of a table, which moto's CloudFormation leaves out, and its changes."""
    create = Table.create_from_cloudformation_json.__func__

    def settle(table, properties, account_id, region_name):
        backend = dynamodb_backends[account_id][region_name]
        recovery = properties.get("PointInTimeRecoverySpecification")
        if recovery is not None:
            backend.update_continuous_backups(table.name, recovery)
        expiry = properties.get("TimeToLiveSpecification")
        if expiry is not None:
            backend.update_time_to_live(table.name, expiry)
        table.deletion_protection_enabled = properties.get("DeletionProtectionEnabled", False)
        encryption = properties.get("SSESpecification")
        if encryption is not None:
            # CloudFormation's name of it is another than DynamoDB's.
            table.sse_specification = {**(table.sse_specification or {}), **encryption, "Enabled": encryption["SSEEnabled"]}
        return table

    def create_table(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        table = create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        return settle(table, cloudformation_json["Properties"], account_id, region_name)

    def update_table(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        return settle(original_resource, cloudformation_json["Properties"], account_id, region_name)

    Table.create_from_cloudformation_json = classmethod(create_table)
    Table.update_from_cloudformation_json = classmethod(update_table)


def _buckets():
    """Versions of a bucket's files, which moto's CloudFormation leaves out."""
    create = FakeBucket.create_from_cloudformation_json.__func__

    def create_bucket(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        bucket = create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        versioning = cloudformation_json["Properties"].get("VersioningConfiguration")
        if versioning is not None:
            s3_backends[account_id]["aws"].put_bucket_versioning(resource_name, versioning["Status"])
        return bucket

    FakeBucket.create_from_cloudformation_json = classmethod(create_bucket)


def _imports():
    """A change set updates a stack unless it says otherwise, and may take in tables and buckets that are there already."""
    create_change_set = responses.CloudFormationResponse.create_change_set
    apply = stacks.ChangeSet.apply
    importing = {"ids": set(), "now": False}

    def create_as_aws(self):
        if self._get_param("ChangeSetType") is None:
            self.params["ChangeSetType"] = "UPDATE"
        result = create_change_set(self)
        if self._get_bool_param("ImportExistingResources"):
            importing["ids"].add(result.result["Id"])
        return result

    def apply_importing(self):
        importing["now"] = self.change_set_id in importing["ids"]
        try:
            apply(self)
        finally:
            importing["now"] = False
        # moto leaves the stack with the template and the outputs of before.
        self.stack.template = self.template
        self.stack._parse_template()
        self.stack.output_map = self.stack._create_output_map()

    def taking_in(model, there):
        create = model.create_from_cloudformation_json.__func__

        def create_or_take(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            found = there(resource_name, account_id, region_name) if importing["now"] else None
            if found is None:
                return create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
            return found

        model.create_from_cloudformation_json = classmethod(create_or_take)

    taking_in(Table, lambda name, account, region: dynamodb_backends[account][region].tables.get(name))
    taking_in(FakeBucket, lambda name, account, region: s3_backends[account]["aws"].buckets.get(name))
    responses.CloudFormationResponse.create_change_set = create_as_aws
    stacks.ChangeSet.apply = apply_importing


def _nobody_polls_queues():
    """moto would give each message to a function in Docker, which is not here: the rehearsal polls the queues itself."""

    class NoMappings(dict):
        def __setitem__(self, key, value):
            pass

    init = Queue.__init__

    def init_unwatched(self, *args, **kwargs):
        init(self, *args, **kwargs)
        self.lambda_event_source_mappings = NoMappings()

    Queue.__init__ = init_unwatched


def _keys():
    """The keys of a function's variables and of a log group, which moto's CloudFormation leaves out."""
    create = LambdaFunction.create_from_cloudformation_json.__func__
    update = LambdaFunction.update_from_cloudformation_json.__func__

    def create_function(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        function = create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        function.kms_key_arn = cloudformation_json["Properties"].get("KmsKeyArn")
        return function

    def update_function(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        function = update(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name)
        function.kms_key_arn = cloudformation_json["Properties"].get("KmsKeyArn")
        return function

    create_group = LogGroup.create_from_cloudformation_json.__func__

    def create_log_group(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        group = create_group(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        group.kms_key_id = cloudformation_json["Properties"].get("KmsKeyId")
        return group

    LogGroup.create_from_cloudformation_json = classmethod(create_log_group)
    LambdaFunction.create_from_cloudformation_json = classmethod(create_function)
    LambdaFunction.update_from_cloudformation_json = classmethod(update_function)


def _users_need_policies():
    """Users of IAM do what their policies allow; whoever has the keys of the rehearsal, and the emulator itself, does all.

    moto would ask either nobody or everybody. It compares actions, and of resources only those of S3.
    """
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
    # https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
    ACTION_MAP["BUCKET"]["HEAD"]["DEFAULT"] = "ListBucket"
    authorize = ActionAuthenticatorMixin._authenticate_and_authorize_action
    matches = IAMPolicyStatement._check_element_matches

    def authorize_users(self, iam_request_cls, resource="*"):
        credential = re.search(r"Credential=([^/,]+)/", self.headers.get("Authorization", ""))
        if credential is not None and credential.group(1) != "testing":
            try:
                authorize(self, iam_request_cls, resource)
            except HTTPException as refusal:
                if self.headers.get("X-Amz-Target") is None:
                    raise
                # moto writes XML, also to those who read JSON.
                raise JsonRESTError("AccessDeniedException", "not authorized by the user's policies") from refusal

    def matches_unknown(self, statement_element, value):
        unknown = statement_element == "Resource" and value in ("*", "arn:aws:s3:::*")
        return unknown or matches(self, statement_element, value)

    ActionAuthenticatorMixin._authenticate_and_authorize_action = authorize_users
    IAMPolicyStatement._check_element_matches = matches_unknown
    IAMRequestBase.check_signature = lambda self: None


def _domain_names():
    """moto drops the mappings of a name out of the list that it goes through."""
    delete = ApiGatewayV2Backend.delete_domain_name

    def delete_domain_name(self, domain_name):
        for mapping_id in [one for one, mapping in self.api_mappings.items() if mapping.domain_name == domain_name]:
            self.api_mappings.pop(mapping_id)
        return delete(self, domain_name)

    ApiGatewayV2Backend.delete_domain_name = delete_domain_name


def _updates_heed_conditions():
    """moto updates resources whose condition does not hold, and forgets those of a type that it cannot update."""
    update = parsing.parse_and_update_resource

    def update_if_it_holds(logical_id, resource_json, resources_map, account_id, region_name):
        there = resources_map._parsed_resources.pop(logical_id, None)
        condition = resource_json.get("Condition")
        if condition is None or resources_map.lazy_condition_map[condition]:
            if there is None:
                return resources_map[logical_id]
            resources_map._parsed_resources[logical_id] = there
            return update(logical_id, resource_json, resources_map, account_id, region_name) or there
        if there is not None:
            resources_map._delete_resource(there, resource_json)
        return None

    parsing.parse_and_update_resource = update_if_it_holds


def _lists_keep_their_values():
    """The value of before of a parameter that is a list: moto keeps a list, and reads text."""
    load = parsing.ResourceMap.load_parameters

    def load_parameters(self):
        given = self.input_parameters.items()
        self.input_parameters = {name: ",".join(value) if isinstance(value, list) else value for name, value in given}
        load(self)

    parsing.ResourceMap.load_parameters = load_parameters
