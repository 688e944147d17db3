package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever value of a valid descriptor is not known yet, nothing is said about it and nothing that depends on it. */
class UnresolvedValuesTest {
    private static final String VALID = """
            version: 1
            region: eu-west-1
            taskDefinition:
              family: shop
              requiresCompatibilities: [FARGATE]
              networkMode: awsvpc
              cpu: 512
              memory: 1024
              taskRoleArn: arn:aws:iam::111122223333:role/task
              executionRoleArn: arn:aws:iam::111122223333:role/execution
              ephemeralStorage:
                sizeInGiB: 30
              runtimePlatform:
                cpuArchitecture: X86_64
                operatingSystemFamily: LINUX
              volumes:
                - name: data
                  efsVolumeConfiguration:
                    fileSystemId: fs-1
                    transitEncryption: ENABLED
                    authorizationConfig:
                      accessPointId: fsap-1
                      iam: ENABLED
              containerDefinitions:
                - name: app
                  image: nginx
                  cpu: 256
                  memory: 512
                  memoryReservation: 256
                  essential: true
                  command: [run, fast]
                  links: []
                  portMappings:
                    - containerPort: 8080
                      hostPort: 8080
                      protocol: tcp
                      name: http
                      appProtocol: http
                  environment:
                    - name: LEVEL
                      value: info
                  secrets:
                    - name: PASSWORD
                      valueFrom: arn:aws:ssm:eu-west-1:111122223333:parameter/password
                  mountPoints:
                    - sourceVolume: data
                      containerPath: /data
                      readOnly: true
                  dependsOn:
                    - containerName: side
                      condition: HEALTHY
                  logConfiguration:
                    logDriver: awslogs
                    options:
                      awslogs-group: /ecs/shop
                      awslogs-region: eu-west-1
                      awslogs-stream-prefix: shop
                  ulimits:
                    - name: nofile
                      softLimit: 1024
                      hardLimit: 2048
                  stopTimeout: 30
                - name: side
                  image: busybox
                  essential: false
                  healthCheck:
                    command: [CMD-SHELL, "true"]
                    interval: 30
                    retries: 3
            service:
              serviceName: shop
              launchType: FARGATE
              schedulingStrategy: REPLICA
              desiredCount: 2
              platformVersion: LATEST
              propagateTags: SERVICE
              enableExecuteCommand: true
              availabilityZoneRebalancing: ENABLED
              deploymentController:
                type: ECS
              deploymentConfiguration:
                minimumHealthyPercent: 100
                maximumPercent: 200
                deploymentCircuitBreaker:
                  enable: true
                  rollback: true
              networkConfiguration:
                awsvpcConfiguration:
                  subnets: [subnet-1]
                  securityGroups: [sg-1]
                  assignPublicIp: DISABLED
              loadBalancers:
                - targetGroupArn: arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop/1
                  containerName: app
                  containerPort: 8080
              healthCheckGracePeriodSeconds: 30
            """;

    private static final Pattern VALUE = Pattern.compile("^(\\s*(?:- )?[A-Za-z-]+: ).+$");

    @TempDir
    private Path directory;

    static Stream<String> values() {
        return VALID.lines().skip(2).filter(line -> VALUE.matcher(line).matches());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void noCheckMisfiresOnALookUp(String line) {
        String open = VALUE.matcher(line).replaceFirst("$1\"\\${cfn:platform.Value}\"");

        assertThat(new Descriptors(directory).problems(VALID.replace(line + "\n", open + "\n")))
                .isEmpty();
    }
}
