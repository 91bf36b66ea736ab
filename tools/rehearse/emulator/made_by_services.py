"""Types of resources that moto's services know and moto's CloudFormation does not make.

Each is made by the call of its own service that CloudFormation makes on AWS. boto3 checks the names and types of all
parameters against AWS's own description of that service before it sends them.

Policies of buckets are left out: moto reads their statements without the conditions, and a bucket that refuses what is
not encrypted would refuse everything.
"""

import json

import boto3
from botocore.exceptions import ClientError
from moto.core.common_models import CloudFormationModel


class Kind:
    """How a type is made, changed and deleted, and what `Ref` and `Fn::GetAtt` give of it."""

    def __init__(self, service, *, create, delete=None, update=None, given=dict, ref=lambda properties, answer: None, attributes=None):
        self.service = service
        # What `Fn::GetAtt` gives, out of the answer.
        self.attributes = attributes or {}
        self.create = create
        # None: made again by the same call.
        self.update = update or create
        self.delete = delete
        self.given = given
        self.ref = ref


def _camel(properties):
    return {name[0].lower() + name[1:]: _camel(value) if isinstance(value, dict) else value for name, value in properties.items()}


def _metric_filter(properties):
    transformations = [_transformation(one) for one in properties["MetricTransformations"]]
    return {**_camel(properties), "metricTransformations": transformations}


def _transformation(one):
    dimensions = {pair["Key"]: pair["Value"] for pair in one.get("Dimensions", [])}
    return _camel({**one, "Dimensions": dimensions}) if dimensions else _camel(one)


def _topic_policy(properties):
    (topic,) = properties["Topics"]
    document = json.dumps(properties["PolicyDocument"])
    return {"TopicArn": topic, "AttributeName": "Policy", "AttributeValue": document}


def _only(*names):
    return lambda properties: {name: properties[name] for name in names if name in properties}


def _without(*names):
    return lambda properties: {name: value for name, value in properties.items() if name not in names}


def _budget(properties):
    budget = properties["Budget"]
    limit = {**budget["BudgetLimit"], "Amount": str(budget["BudgetLimit"]["Amount"])}
    return {"AccountId": properties["AccountId"], "Budget": {**budget, "BudgetLimit": limit}, "NotificationsWithSubscribers": properties["NotificationsWithSubscribers"]}


KINDS = {
    "AWS::CloudWatch::Alarm": Kind(
        "cloudwatch",
        create="put_metric_alarm",
        delete=("delete_alarms", lambda properties, ref: {"AlarmNames": [ref]}),
        ref=lambda properties, answer: properties["AlarmName"],
    ),
    "AWS::Scheduler::ScheduleGroup": Kind(
        "scheduler",
        create="create_schedule_group",
        delete=("delete_schedule_group", lambda properties, ref: {"Name": ref}),
        ref=lambda properties, answer: properties["Name"],
    ),
    "AWS::Scheduler::Schedule": Kind(
        "scheduler",
        create="create_schedule",
        update="update_schedule",
        delete=("delete_schedule", lambda properties, ref: _only("Name", "GroupName")(properties)),
        ref=lambda properties, answer: properties["Name"],
    ),
    "AWS::ApiGatewayV2::Api": Kind(
        "apigatewayv2",
        create="create_api",
        delete=("delete_api", lambda properties, ref: {"ApiId": ref}),
        ref=lambda properties, answer: answer["ApiId"],
    ),
    "AWS::ApiGatewayV2::Integration": Kind(
        "apigatewayv2",
        create="create_integration",
        delete=("delete_integration", lambda properties, ref: {"ApiId": properties["ApiId"], "IntegrationId": ref}),
        ref=lambda properties, answer: answer["IntegrationId"],
    ),
    "AWS::ApiGatewayV2::Route": Kind(
        "apigatewayv2",
        create="create_route",
        delete=("delete_route", lambda properties, ref: {"ApiId": properties["ApiId"], "RouteId": ref}),
        ref=lambda properties, answer: answer["RouteId"],
    ),
    "AWS::ApiGatewayV2::Stage": Kind(
        "apigatewayv2",
        create="create_stage",
        delete=("delete_stage", lambda properties, ref: {"ApiId": properties["ApiId"], "StageName": ref}),
        ref=lambda properties, answer: properties["StageName"],
    ),
    "AWS::ApiGatewayV2::DomainName": Kind(
        "apigatewayv2",
        create="create_domain_name",
        delete=("delete_domain_name", lambda properties, ref: {"DomainName": ref}),
        ref=lambda properties, answer: properties["DomainName"],
        # moto makes up no address of its own for a name.
        attributes={
            "RegionalDomainName": lambda answer: f"d-{answer['DomainName'].replace('.', '-')}.execute-api.amazonaws.com",
            "RegionalHostedZoneId": lambda answer: "ZCMLWB8V5SYIT",
        },
    ),
    "AWS::ApiGatewayV2::ApiMapping": Kind(
        "apigatewayv2",
        create="create_api_mapping",
        delete=("delete_api_mapping", lambda properties, ref: {"ApiMappingId": ref, "DomainName": properties["DomainName"]}),
        ref=lambda properties, answer: answer["ApiMappingId"],
    ),
    "AWS::Logs::MetricFilter": Kind(
        "logs",
        create="put_metric_filter",
        given=_metric_filter,
        delete=("delete_metric_filter", lambda properties, ref: {"logGroupName": properties["LogGroupName"], "filterName": ref}),
        ref=lambda properties, answer: properties["FilterName"],
    ),
    "AWS::SNS::TopicPolicy": Kind("sns", create="set_topic_attributes", given=_topic_policy),
    "AWS::SNS::Subscription": Kind(
        "sns",
        create="subscribe",
        delete=("unsubscribe", lambda properties, ref: {"SubscriptionArn": ref}),
        ref=lambda properties, answer: answer["SubscriptionArn"],
    ),
    "AWS::Lambda::EventInvokeConfig": Kind(
        "lambda",
        create="put_function_event_invoke_config",
    ),
    "AWS::Budgets::Budget": Kind(
        "budgets",
        create="create_budget",
        given=_budget,
        delete=("delete_budget", lambda properties, ref: {"AccountId": properties["AccountId"], "BudgetName": ref}),
        ref=lambda properties, answer: properties["Budget"]["BudgetName"],
    ),
}


def _named(type_name, name, properties, account_id):
    """What CloudFormation adds by itself: a name where the template gives none, and the account."""
    if type_name == "AWS::CloudWatch::Alarm":
        return {"AlarmName": name, **properties}
    if type_name == "AWS::Logs::MetricFilter":
        return {"FilterName": name, **properties}
    if type_name == "AWS::Budgets::Budget":
        budget = {"BudgetName": name, **properties["Budget"]}
        return {"AccountId": account_id, **properties, "Budget": budget}
    return properties


def _model(type_name, kind):
    class Made(CloudFormationModel):
        # moto counts instances by the service that it reads here.
        __module__ = "moto.cloudformation"

        def __init__(self, properties, region, ref, answer=None):
            self.answer = answer or {}
            self.properties = properties
            self.region = region
            self.physical_resource_id = ref

        @staticmethod
        def cloudformation_name_type():
            return ""

        @staticmethod
        def cloudformation_type():
            return type_name

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            properties = _named(type_name, resource_name, cloudformation_json["Properties"], account_id)
            answer = _call(kind.service, region_name, kind.create, kind.given(properties))
            return cls(properties, region_name, kind.ref(properties, answer) or resource_name, answer)

        @classmethod
        def has_cfn_attr(cls, attr):
            return attr in kind.attributes

        def get_cfn_attribute(self, attribute_name):
            return kind.attributes[attribute_name](self.answer)

        @classmethod
        def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
            ref = original_resource.physical_resource_id
            properties = _named(type_name, ref, cloudformation_json["Properties"], account_id)
            if kind.update.startswith(("put_", "update_", "set_")):
                _call(kind.service, region_name, kind.update, kind.given(properties))
                return cls(properties, region_name, ref, original_resource.answer)
            original_resource.delete(account_id, region_name)
            return cls.create_from_cloudformation_json(ref, cloudformation_json, account_id, region_name)

        def delete(self, account_id, region_name):
            if kind.delete is None:
                return
            operation, given = kind.delete
            try:
                _call(kind.service, region_name, operation, given(self.properties, self.physical_resource_id))
            except ClientError as error:
                # It went with what holds it, such as a schedule with its group: moto deletes in no order.
                if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
                    raise

        def is_created(self):
            return True

    return Made


def _call(service, region, operation, parameters):
    print(f"made by {service}: {operation}", flush=True)
    return getattr(boto3.client(service, region_name=region), operation)(**parameters)


def register():
    """Before moto lists its models, once. Returned, so that nobody collects them."""
    return [_model(type_name, kind) for type_name, kind in KINDS.items()]
