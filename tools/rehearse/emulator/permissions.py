"""What CloudFormation needs to make, change and delete resources of the types that are given, as AWS's own descriptions of
the types say: permissions.py <region> <type>… Written as JSON, by type. AWS describes some types without that."""

import json
import sys

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

region, *types = sys.argv[1:]


def needed(type_name):
    handlers = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, type_name).schema.get("handlers", {})
    return sorted({one for name, handler in handlers.items() if name != "list" for one in handler.get("permissions", [])})


print(json.dumps({one: needed(one) for one in types}))
