"""Makes AWS calls as a user's script would: one JSON request per line on stdin, one answer per line on stdout."""

import json
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

clients = {}


def call(service, operation, parameters):
    if service not in clients:
        clients[service] = boto3.client(service)
    return getattr(clients[service], operation)(**parameters)


def plain(value):
    read = getattr(value, "read", None)
    return read().decode() if read else str(value)


for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {"result": call(request["service"], request["operation"], request["parameters"])}
    except (ClientError, BotoCoreError) as error:
        answer = {"error": str(error)}
    print(json.dumps({"id": request["id"], **answer}, default=plain), flush=True)
