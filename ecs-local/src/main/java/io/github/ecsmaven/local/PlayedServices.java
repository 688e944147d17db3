package io.github.ecsmaven.local;

import io.github.ecsmaven.local.autoscaling.AutoScalingService;
import io.github.ecsmaven.local.data.AccountData;
import io.github.ecsmaven.local.data.CloudFormationService;
import io.github.ecsmaven.local.data.SecretsManagerService;
import io.github.ecsmaven.local.data.SsmService;
import io.github.ecsmaven.local.ecr.EcrService;
import io.github.ecsmaven.local.ecs.EcsService;
import io.github.ecsmaven.local.ecs.resource.ImageDigests;
import io.github.ecsmaven.local.logs.LogsService;
import io.github.ecsmaven.local.wire.AwsService;
import java.util.List;

/** The services besides STS and IAM. */
final class PlayedServices {
    private PlayedServices() {}

    static List<AwsService> of(EcsLocalSettings settings) {
        AccountData data = AccountData.of(settings.data());
        EcrService ecr = new EcrService(data);
        ImageDigests made = ImageDigests.made();
        EcsService ecs =
                new EcsService(settings.ecs(), image -> ecr.digest(image).orElseGet(() -> made.of(image)));
        return List.of(
                ecs,
                new AutoScalingService(new EcsCapacity(ecs)),
                new LogsService(),
                ecr,
                new CloudFormationService(data),
                new SsmService(data),
                new SecretsManagerService(data));
    }
}
