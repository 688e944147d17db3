"""Drives boto3 and the aws command through everything that ecs-local plays, from creation to deletion.

Arguments: the aws program, the file that takes the answers. The environment says where the endpoint is and which role to take,
as it would in a CI job. What it returns is judged elsewhere; here only what a caller relies on is asked for.
"""

import os
import sys

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from wire import CommandLine, Recorder, expect, fail, refused

SERVICES = ["ecs", "application-autoscaling", "logs", "ecr", "cloudformation", "ssm", "secretsmanager", "sts"]
SOON = {"Delay": 1, "MaxAttempts": 60}
SUBNETS = {"awsvpcConfiguration": {"subnets": ["subnet-1", "subnet-2"]}}
TAGS = [{"key": "team", "value": "shop"}, {"key": "stage", "value": "test"}]
SCALED = {
    "ServiceNamespace": "ecs",
    "ResourceId": "service/shop/web",
    "ScalableDimension": "ecs:service:DesiredCount",
}


def clusters(ecs, aws):
    ecs.create_cluster(clusterName="shop", tags=TAGS, settings=[{"name": "containerInsights", "value": "enabled"}])
    aws.run("ecs", "create-cluster", "--cluster-name", "spare")
    everything = ["ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"]
    found = ecs.describe_clusters(clusters=["shop", "absent"], include=everything)
    expect([failure["reason"] for failure in found["failures"]] == ["MISSING"], "the absent cluster is MISSING")
    expect(found["clusters"][0]["tags"] == TAGS, "the cluster has its tags")
    ecs.describe_clusters(clusters=["shop"])
    aws.run("ecs", "describe-clusters", "--clusters", "shop", "--include", "TAGS")
    pages = list(ecs.get_paginator("list_clusters").paginate(PaginationConfig={"PageSize": 1}))
    expect(len(pages) >= 2, "the clusters come on several pages")
    aws.run("ecs", "list-clusters")


def task_definitions(ecs, aws):
    containers = [
        {
            "name": "web",
            "image": "000000000000.dkr.ecr.eu-west-1.amazonaws.com/shop:1.0",
            "portMappings": [{"containerPort": 8080}, {"containerPort": 443}],
            "environment": [{"name": "STAGE", "value": "test"}, {"name": "A", "value": ""}],
            "secrets": [{"name": "KEY", "valueFrom": "/shop/key"}],
            "mountPoints": [{"sourceVolume": "scratch", "containerPath": "/tmp"}],
            "healthCheck": {"command": ["CMD-SHELL", "true"]},
            "logConfiguration": {"logDriver": "awslogs", "options": {
                "awslogs-group": "/shop/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web"}},
        },
        {"name": "agent", "image": "agent:1", "essential": False, "dependsOn": [
            {"containerName": "web", "condition": "START"}]},
    ]
    for _ in range(3):
        ecs.register_task_definition(
            family="web", cpu="256", memory="512", networkMode="awsvpc", requiresCompatibilities=["FARGATE", "EC2"],
            executionRoleArn="arn:aws:iam::000000000000:role/execution", containerDefinitions=containers,
            volumes=[{"name": "scratch"}], runtimePlatform={"operatingSystemFamily": "LINUX", "cpuArchitecture": "X86_64"},
            tags=TAGS)
    aws.run("ecs", "register-task-definition", "--family", "node", "--requires-compatibilities", "EC2",
            "--container-definitions", '[{"name":"node","image":"node:1","memory":128,"portMappings":[{"containerPort":80}],'
            '"links":["z","a"]},{"name":"z","image":"z:1","memory":64},{"name":"a","image":"a:1","memory":64}]')
    ecs.describe_task_definition(taskDefinition="web", include=["TAGS"])
    ecs.describe_task_definition(taskDefinition="web:1")
    aws.run("ecs", "describe-task-definition", "--task-definition", "node")
    arns = ecs.get_paginator("list_task_definitions").paginate(familyPrefix="web", PaginationConfig={"PageSize": 1})
    expect(len(arns.build_full_result()["taskDefinitionArns"]) == 3, "every revision is listed over the pages")
    arns = aws.run("ecs", "list-task-definitions", "--family-prefix", "web", "--page-size", "2")["taskDefinitionArns"]
    expect(len(arns) == 3, "the command goes over the pages too")
    ecs.list_task_definition_families(status="ACTIVE")
    ecs.deregister_task_definition(taskDefinition="web:1")
    ecs.describe_task_definition(taskDefinition="web:1")
    deleted = ecs.delete_task_definitions(taskDefinitions=["web:1", "web:9"])
    expect(len(deleted["taskDefinitions"]) == 1 and len(deleted["failures"]) == 1, "one is deleted and one is not there")


def services(ecs, aws):
    ecs.create_service(cluster="shop", serviceName="web", taskDefinition="web", desiredCount=2, launchType="FARGATE",
                       networkConfiguration=SUBNETS, enableECSManagedTags=True, propagateTags="SERVICE", tags=TAGS,
                       deploymentConfiguration={"deploymentCircuitBreaker": {"enable": True, "rollback": True}})
    ecs.describe_services(cluster="shop", services=["web"])
    aws.run("ecs", "create-service", "--cluster", "shop", "--service-name", "node", "--task-definition", "node",
            "--desired-count", "1", "--launch-type", "EC2", "--placement-strategy", "type=spread,field=host",
            "--load-balancers", "targetGroupArn=arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/node/1,"
            "containerName=node,containerPort=80")
    ecs.create_service(cluster="shop", serviceName="daemon", taskDefinition="node", schedulingStrategy="DAEMON", launchType="EC2")
    ecs.get_waiter("services_stable").wait(cluster="shop", services=["web", "node"], WaiterConfig=SOON)
    aws.run("ecs", "wait", "services-stable", "--cluster", "shop", "--services", "web", "node")
    ecs.describe_services(cluster="shop", services=["web", "node", "daemon", "absent"], include=["TAGS"])
    names = list(ecs.get_paginator("list_services").paginate(cluster="shop", PaginationConfig={"PageSize": 1}))
    expect(len(names) == 3, "each service is on a page of its own")
    aws.run("ecs", "list-services", "--cluster", "shop")


def updates(ecs, aws):
    ecs.update_service(cluster="shop", service="web", taskDefinition="web:2", desiredCount=1)
    ecs.update_service(cluster="shop", service="web", forceNewDeployment=True)
    ecs.get_waiter("services_stable").wait(cluster="shop", services=["web"], WaiterConfig=SOON)
    aws.run("ecs", "update-service", "--cluster", "shop", "--service", "node", "--desired-count", "2")
    ecs.describe_services(cluster="shop", services=["web", "node"])


def service_deployments(ecs, aws):
    briefs = ecs.list_service_deployments(cluster="shop", service="web", maxResults=1)
    expect("nextToken" in briefs, "there are more service deployments than one page takes")
    briefs = ecs.list_service_deployments(cluster="shop", service="web")["serviceDeployments"]
    of = [brief["serviceDeploymentArn"] for brief in briefs]
    described = ecs.describe_service_deployments(serviceDeploymentArns=of)["serviceDeployments"]
    revisions = [deployment["targetServiceRevision"]["arn"] for deployment in described]
    ecs.describe_service_revisions(serviceRevisionArns=sorted(set(revisions)))
    aws.run("ecs", "list-service-deployments", "--cluster", "shop", "--service", "node")
    aws.run("ecs", "describe-service-deployments", "--service-deployment-arns", of[0])
    aws.run("ecs", "describe-service-revisions", "--service-revision-arns", revisions[0])
    ecs.update_service(cluster="shop", service="web", forceNewDeployment=True)
    running = ecs.list_service_deployments(cluster="shop", service="web", status=["PENDING", "IN_PROGRESS"])
    newest = running["serviceDeployments"][0]["serviceDeploymentArn"]
    ecs.describe_service_deployments(serviceDeploymentArns=[newest])
    ecs.stop_service_deployment(serviceDeploymentArn=newest, stopType="ROLLBACK")
    ecs.describe_service_deployments(serviceDeploymentArns=[newest])
    ecs.get_waiter("services_stable").wait(cluster="shop", services=["web"], WaiterConfig=SOON)
    ecs.describe_service_deployments(serviceDeploymentArns=[newest])
    refused("ConflictException", ecs.stop_service_deployment, serviceDeploymentArn=of[-1])


def tasks(ecs, aws):
    run = ecs.run_task(cluster="shop", taskDefinition="web", launchType="FARGATE", networkConfiguration=SUBNETS, count=2,
                       startedBy="clients", tags=TAGS, overrides={"containerOverrides": [
                           {"name": "web", "environment": [{"name": "STAGE", "value": "once"}]}]})
    arns = [task["taskArn"] for task in run["tasks"]]
    ecs.describe_tasks(cluster="shop", tasks=arns)
    ecs.get_waiter("tasks_running").wait(cluster="shop", tasks=arns, WaiterConfig=SOON)
    ecs.describe_tasks(cluster="shop", tasks=arns + ["0" * 32], include=["TAGS"])
    on_ec2 = aws.run("ecs", "run-task", "--cluster", "shop", "--task-definition", "node", "--launch-type", "EC2")
    listed = list(ecs.get_paginator("list_tasks").paginate(cluster="shop", PaginationConfig={"PageSize": 2}))
    expect(len(listed) >= 2, "the tasks come on several pages")
    aws.run("ecs", "list-tasks", "--cluster", "shop", "--service-name", "web")
    ecs.stop_task(cluster="shop", task=arns[0], reason="enough")
    ecs.describe_tasks(cluster="shop", tasks=arns[:1])
    aws.run("ecs", "stop-task", "--cluster", "shop", "--task", arns[1])
    ecs.get_waiter("tasks_stopped").wait(cluster="shop", tasks=arns, WaiterConfig=SOON)
    stopped = ecs.describe_tasks(cluster="shop", tasks=arns)["tasks"]
    expect({task["stopCode"] for task in stopped} == {"UserInitiated"}, "the tasks were stopped by their user")
    aws.run("ecs", "wait", "tasks-stopped", "--cluster", "shop", "--tasks", *arns)
    ec2_task = on_ec2["tasks"][0]["taskArn"]
    ecs.get_waiter("tasks_running").wait(cluster="shop", tasks=[ec2_task], WaiterConfig=SOON)
    aws.run("ecs", "describe-tasks", "--cluster", "shop", "--tasks", ec2_task)
    ecs.stop_task(cluster="shop", task=ec2_task)
    of_services = ecs.list_tasks(cluster="shop", desiredStatus="RUNNING")["taskArns"]
    ecs.describe_tasks(cluster="shop", tasks=of_services)


def tags(ecs, aws):
    arn = ecs.describe_services(cluster="shop", services=["web"])["services"][0]["serviceArn"]
    ecs.tag_resource(resourceArn=arn, tags=[{"key": "owner", "value": "clients"}])
    found = {tag["key"]: tag["value"] for tag in ecs.list_tags_for_resource(resourceArn=arn)["tags"]}
    expect(found == {"team": "shop", "stage": "test", "owner": "clients"}, f"the service has its tags: {found}")
    aws.run("ecs", "untag-resource", "--resource-arn", arn, "--tag-keys", "owner", "stage")
    found = aws.run("ecs", "list-tags-for-resource", "--resource-arn", arn)["tags"]
    expect(found == [{"key": "team", "value": "shop"}], f"two tags are gone: {found}")


def account_settings(ecs, aws):
    ecs.put_account_setting(name="containerInsights", value="enabled")
    ecs.put_account_setting_default(name="taskLongArnFormat", value="enabled")
    ecs.list_account_settings(name="containerInsights", effectiveSettings=True)
    aws.run("ecs", "list-account-settings", "--effective-settings")
    ecs.delete_account_setting(name="containerInsights")


def scaling(autoscaling, aws):
    autoscaling.register_scalable_target(MinCapacity=1, MaxCapacity=4, Tags={"team": "shop"}, **SCALED)
    targets = autoscaling.get_paginator("describe_scalable_targets").paginate(ServiceNamespace="ecs").build_full_result()
    arn = targets["ScalableTargets"][0]["ScalableTargetARN"]
    tracking = {"TargetValue": 60.0, "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}
    autoscaling.put_scaling_policy(PolicyName="cpu", PolicyType="TargetTrackingScaling",
                                   TargetTrackingScalingPolicyConfiguration=tracking, **SCALED)
    autoscaling.put_scheduled_action(ScheduledActionName="night", Schedule="cron(0 22 * * ? *)",
                                     ScalableTargetAction={"MinCapacity": 1, "MaxCapacity": 1}, **SCALED)
    autoscaling.describe_scaling_policies(ServiceNamespace="ecs")
    aws.run("application-autoscaling", "describe-scalable-targets", "--service-namespace", "ecs")
    aws.run("application-autoscaling", "describe-scheduled-actions", "--service-namespace", "ecs")
    autoscaling.tag_resource(ResourceARN=arn, Tags={"owner": "clients"})
    autoscaling.list_tags_for_resource(ResourceARN=arn)
    autoscaling.untag_resource(ResourceARN=arn, TagKeys=["owner"])
    autoscaling.delete_scheduled_action(ScheduledActionName="night", **SCALED)
    autoscaling.delete_scaling_policy(PolicyName="cpu", **SCALED)
    autoscaling.deregister_scalable_target(**SCALED)
    refused("ObjectNotFoundException", autoscaling.deregister_scalable_target, **SCALED)


def logs_and_images(logs, ecr, aws):
    logs.create_log_group(logGroupName="/shop/web", tags={"team": "shop"})
    aws.run("logs", "create-log-group", "--log-group-name", "/shop/node")
    logs.put_retention_policy(logGroupName="/shop/web", retentionInDays=7)
    groups = list(logs.get_paginator("describe_log_groups").paginate(
        logGroupNamePrefix="/shop", PaginationConfig={"PageSize": 1}))
    expect(len(groups) == 2, "each log group is on a page of its own")
    arn = groups[0]["logGroups"][0].get("logGroupArn")
    logs.tag_resource(resourceArn=arn, tags={"owner": "clients"})
    logs.list_tags_for_resource(resourceArn=arn)
    logs.untag_resource(resourceArn=arn, tagKeys=["owner"])
    aws.run("logs", "describe-log-groups")
    refused("ResourceAlreadyExistsException", logs.create_log_group, logGroupName="/shop/web")
    logs.delete_retention_policy(logGroupName="/shop/web")
    logs.delete_log_group(logGroupName="/shop/web")
    refused("ResourceNotFoundException", logs.delete_log_group, logGroupName="/shop/web")

    ecr.create_repository(repositoryName="made/here", tags=[{"Key": "team", "Value": "shop"}])
    pages = list(ecr.get_paginator("describe_repositories").paginate(PaginationConfig={"PageSize": 1}))
    ecr.list_tags_for_resource(resourceArn=pages[0]["repositories"][0]["repositoryArn"])
    details = ecr.get_paginator("describe_images").paginate(repositoryName="shop", PaginationConfig={"PageSize": 2})
    expect(len(details.build_full_result()["imageDetails"]) == 3, "every image is described over the pages")
    images = ecr.batch_get_image(repositoryName="shop", imageIds=[{"imageTag": "1.0"}, {"imageTag": "absent"}])
    expect(images["failures"][0]["failureCode"] == "ImageNotFound", "the absent image is not found")
    aws.run("ecr", "describe-images", "--repository-name", "shop", "--image-ids", "imageTag=1.1")
    aws.run("ecr", "batch-get-image", "--repository-name", "shop", "--image-ids", "imageTag=1.1")
    refused("RepositoryNotFoundException", ecr.describe_images, repositoryName="absent")
    refused("ImageNotFoundException", ecr.describe_images, repositoryName="shop", imageIds=[{"imageTag": "absent"}])
    refused("RepositoryAlreadyExistsException", ecr.create_repository, repositoryName="shop")


def given_data(clients, aws):
    cloudformation, ssm, secrets = clients["cloudformation"], clients["ssm"], clients["secretsmanager"]
    stacks = cloudformation.get_paginator("describe_stacks").paginate().build_full_result()["Stacks"]
    expect(len(stacks) == 2, "both stacks are there")
    aws.run("cloudformation", "describe-stacks", "--stack-name", "network")
    error = refused("ClientError", cloudformation.describe_stacks, StackName="absent")
    expect(error.response["Error"]["Code"] == "ValidationError", "an absent stack is a ValidationError")
    ssm.get_parameters(Names=["/shop/url", "/shop/key", "/absent"], WithDecryption=True)
    found = aws.run("ssm", "get-parameters", "--names", "/shop/url", "/absent")
    expect(found["InvalidParameters"] == ["/absent"], "the absent parameter is named")
    secrets.describe_secret(SecretId="shop/database")
    aws.run("secretsmanager", "describe-secret", "--secret-id", "shop/database")
    refused("ResourceNotFoundException", secrets.describe_secret, SecretId="absent")


def identity(sts, aws):
    with open(os.environ["AWS_WEB_IDENTITY_TOKEN_FILE"], encoding="utf-8") as file:
        token = file.read()
    unsigned = sts["unsigned"]
    role = {"RoleArn": os.environ["AWS_ROLE_ARN"], "RoleSessionName": "asked-for"}
    unsigned.assume_role_with_web_identity(WebIdentityToken=token, DurationSeconds=900, **role)
    refused("InvalidIdentityTokenException", unsigned.assume_role_with_web_identity, WebIdentityToken="not a token", **role)
    sts = sts["signed"]
    who = sts.get_caller_identity()
    expect(":assumed-role/deployer/" in who["Arn"], f"the caller is a session of the role: {who['Arn']}")
    aws.run("sts", "get-caller-identity")


def errors(ecs, aws):
    refused("ClusterNotFoundException", ecs.describe_services, cluster="absent", services=["web"])
    refused("ClusterNotFoundException", ecs.list_tasks, cluster="absent")
    refused("ServiceNotFoundException", ecs.update_service, cluster="shop", service="absent", desiredCount=1)
    refused("ServiceNotFoundException", ecs.list_service_deployments, cluster="shop", service="absent")
    refused("ClientException", ecs.describe_task_definition, taskDefinition="absent")
    refused("ClientException", ecs.register_task_definition, family="bad name", containerDefinitions=[])
    refused("InvalidParameterException", ecs.create_service, cluster="shop", serviceName="web", taskDefinition="web",
            desiredCount=9, launchType="FARGATE", networkConfiguration=SUBNETS)
    refused("InvalidParameterException", ecs.run_task, cluster="shop", taskDefinition="web", launchType="FARGATE")
    refused("InvalidParameterException", ecs.stop_task, cluster="shop", task="0" * 32)
    refused("ServiceDeploymentNotFoundException", ecs.stop_service_deployment, serviceDeploymentArn=(
        "arn:aws:ecs:eu-west-1:000000000000:service-deployment/shop/web/" + "A" * 21))
    refused("ClusterContainsServicesException", ecs.delete_cluster, cluster="shop")
    aws.run("ecs", "describe-services", "--cluster", "absent", "--services", "web", refused="ClusterNotFoundException")
    aws.run("ecs", "describe-task-definition", "--task-definition", "absent", refused="ClientException")


def deletion(ecs, aws):
    refused("InvalidParameterException", ecs.delete_service, cluster="shop", service="web")
    for service in ["web", "node"]:
        ecs.update_service(cluster="shop", service=service, desiredCount=0)
    ecs.get_waiter("services_stable").wait(cluster="shop", services=["web", "node"], WaiterConfig=SOON)
    ecs.delete_service(cluster="shop", service="web")
    aws.run("ecs", "delete-service", "--cluster", "shop", "--service", "node")
    ecs.delete_service(cluster="shop", service="daemon", force=True)
    ecs.get_waiter("services_inactive").wait(cluster="shop", services=["web", "node", "daemon"], WaiterConfig=SOON)
    ecs.describe_services(cluster="shop", services=["web"])
    refused("ServiceNotActiveException", ecs.update_service, cluster="shop", service="web", desiredCount=1)
    for revision in ["web:2", "web:3", "node:1"]:
        ecs.deregister_task_definition(taskDefinition=revision)
    ecs.delete_cluster(cluster="shop")
    aws.run("ecs", "delete-cluster", "--cluster", "spare")
    ecs.describe_clusters(clusters=["shop"])


def main(program, answers):
    recorder = Recorder(answers)
    aws = CommandLine(program, recorder)
    clients = recorder.listen(boto3.Session(), SERVICES)
    ecs = clients["ecs"]
    unsigned = recorder.listen(boto3.Session(), ["sts"], config=Config(signature_version=UNSIGNED))
    identity({"signed": clients["sts"], "unsigned": unsigned["sts"]}, aws)
    clusters(ecs, aws)
    logs_and_images(clients["logs"], clients["ecr"], aws)
    given_data(clients, aws)
    task_definitions(ecs, aws)
    services(ecs, aws)
    updates(ecs, aws)
    service_deployments(ecs, aws)
    tasks(ecs, aws)
    tags(ecs, aws)
    account_settings(ecs, aws)
    scaling(clients["application-autoscaling"], aws)
    errors(ecs, aws)
    deletion(ecs, aws)
    recorder.close()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Exception as error:
        fail(error)
