package io.github.ecsmaven.local.ecs.rollout;

import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;

/** The alarms of a service deployment. None of them ever goes off here: there is no CloudWatch. */
final class DeploymentMonitors {
    private DeploymentMonitors() {}

    /** How a service deployment shows them at its start. */
    static ServiceDeploymentAlarms alarmsAtStart(DeploymentConfiguration configuration) {
        DeploymentAlarms alarms = configuration.alarms();
        ServiceDeploymentAlarms.Builder shown = ServiceDeploymentAlarms.builder();
        if (alarms == null || !Boolean.TRUE.equals(alarms.enable())) {
            return shown.status(ServiceDeploymentRollbackMonitorsStatus.DISABLED)
                    .build();
        }
        return shown.status(ServiceDeploymentRollbackMonitorsStatus.MONITORING)
                .alarmNames(alarms.alarmNames())
                .build();
    }

    /** What is still monitored is not any more, once the deployment has ended. */
    static ServiceDeploymentAlarms alarmsAtEnd(ServiceDeploymentAlarms alarms) {
        return alarms.status() == ServiceDeploymentRollbackMonitorsStatus.MONITORING
                ? alarms.toBuilder()
                        .status(ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE)
                        .build()
                : alarms;
    }
}
