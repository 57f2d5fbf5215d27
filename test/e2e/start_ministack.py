"""Starts ministack, with two things put right that its IAM takes for something else than AWS does.

IAM knows no sns:PublishBatch: who may sns:Publish may publish a batch. And DescribeEventBus is about a bus, not about a rule.
Besides, events whose source is AWS itself are let in: here somebody has to put them in SageMaker's place.
"""

import json

from ministack.core import iam_actions
from ministack.services import eventbridge

action_of = iam_actions.extract_iam_action
resource_of = iam_actions.extract_resource_arn


def as_iam_names_it(*request):
    action = action_of(*request)
    return "sns:Publish" if action == "sns:PublishBatch" else action


def the_bus_itself(service, method, path, headers, body, *rest):
    target = headers.get("x-amz-target", "")
    if service == "events" and target.endswith(".DescribeEventBus"):
        body = json.dumps({"EventBusName": json.loads(body).get("Name", "default")}).encode()
    return resource_of(service, method, path, headers, body, *rest)


iam_actions.extract_iam_action = as_iam_names_it
iam_actions.extract_resource_arn = the_bus_itself

eventbridge._put_events.__defaults__ = (True,)

from ministack.app import main  # noqa: E402

main()
