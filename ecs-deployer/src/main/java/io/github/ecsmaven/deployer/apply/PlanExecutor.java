package io.github.ecsmaven.deployer.apply;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.WriteFate;
import io.github.ecsmaven.deployer.plan.Action;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.LogGroupAction;
import io.github.ecsmaven.deployer.plan.RevisionReference;
import io.github.ecsmaven.deployer.plan.ScalingAction;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.report.Progress;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Carries out a plan's actions, in order. A write whose fate is unknown is never repeated: the client makes one attempt,
 * and the next run reads what is there and goes on from it.
 */
public final class PlanExecutor {
    private final EcsClient ecs;
    private final SurroundingsWriter surroundings;
    private final Progress progress;
    private final AwsErrors errors;

    /**
     * @param ecs with the write session; makes one attempt for each call
     * @param surroundings writes what is around
     */
    public PlanExecutor(EcsClient ecs, SurroundingsWriter surroundings, Progress progress, AwsErrors errors) {
        this.ecs = ecs;
        this.surroundings = surroundings;
        this.progress = progress;
        this.errors = errors;
    }

    /**
     * Writes.
     *
     * @param taskDefinitionArn what the service runs so far; empty where there is none
     * @throws io.github.ecsmaven.deployer.problem.DeployerException where AWS refuses or does not answer
     */
    public AppliedPlan apply(DeploymentPlan plan, String taskDefinitionArn) {
        Run run = new Run(plan, taskDefinitionArn);
        plan.actions().forEach(run::carryOut);
        return new AppliedPlan(run.taskDefinitionArn, run.deploymentId, run.done);
    }

    private final class Run {
        private final DeploymentPlan plan;
        private final List<String> done = new ArrayList<>();
        private String taskDefinitionArn;
        private @Nullable String deploymentId;

        Run(DeploymentPlan plan, String taskDefinitionArn) {
            this.plan = plan;
            this.taskDefinitionArn = taskDefinitionArn;
        }

        void carryOut(Action action) {
            try {
                if (action instanceof Action.RegisterTaskDefinition register) {
                    register(register.request());
                } else if (action instanceof Action.CreateService create) {
                    create(create);
                } else if (action instanceof Action.UpdateService update) {
                    update(update);
                } else if (action instanceof Action.TagResource tag) {
                    tag(tag.resourceArn(), tag.tags());
                } else if (action instanceof Action.UntagResource untag) {
                    untag(untag.resourceArn(), untag.keys());
                } else {
                    say(surroundings
                            .write(action)
                            .orElseThrow(() -> new IllegalStateException("unknown action " + action)));
                }
            } catch (SdkException e) {
                throw failed(e, action);
            } catch (DeployerException e) {
                // The session could not be renewed, so this call was not made.
                done.forEach(line -> progress.warning("done before that: " + line));
                throw e;
            }
        }

        private void register(Value.Structure request) {
            RegisterTaskDefinitionRequest made = SdkValues.to(request, RegisterTaskDefinitionRequest.builder());
            taskDefinitionArn =
                    ecs.registerTaskDefinition(made).taskDefinition().taskDefinitionArn();
            say("registered " + tail(taskDefinitionArn));
        }

        private void create(Action.CreateService action) {
            CreateServiceRequest made = SdkValues.to(action.request(), CreateServiceRequest.builder()).toBuilder()
                    .cluster(plan.target().cluster())
                    .taskDefinition(revision(action.revision()))
                    .clientToken(UUID.randomUUID().toString())
                    .build();
            Service service = ecs.createService(made).service();
            deploymentId = primary(service);
            say("created service " + service.serviceName());
        }

        private void update(Action.UpdateService action) {
            UpdateServiceRequest.Builder made =
                    SdkValues.to(action.request(), UpdateServiceRequest.builder()).toBuilder()
                            .cluster(plan.target().cluster())
                            .service(plan.target().serviceName());
            if (!(action.revision() instanceof RevisionReference.Unchanged)) {
                made.taskDefinition(revision(action.revision()));
            }
            Service service = ecs.updateService(made.build()).service();
            if (action.startsDeployment() == Action.StartsDeployment.YES) {
                deploymentId = primary(service);
            }
            say("updated service " + service.serviceName());
        }

        private void tag(String arn, Map<String, String> tags) {
            List<Tag> list = tags.entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            ecs.tagResource(request -> request.resourceArn(arn).tags(list));
            say("tagged " + arn.substring(arn.lastIndexOf(':') + 1));
        }

        private void untag(String arn, List<String> keys) {
            ecs.untagResource(request -> request.resourceArn(arn).tagKeys(keys));
            say("untagged " + arn.substring(arn.lastIndexOf(':') + 1));
        }

        private String revision(RevisionReference reference) {
            if (reference instanceof RevisionReference.Registered registered) {
                taskDefinitionArn = registered.arn();
            }
            return taskDefinitionArn;
        }

        private DeployerException failed(SdkException cause, Action action) {
            DeployerException known = errors.translate(cause, action.operation(), subject(action));
            done.forEach(line -> progress.warning("done before that: " + line));
            if (WriteFate.of(cause) == WriteFate.UNKNOWN) {
                progress.warning(
                        "whether " + action.operation() + " was carried out is not known; run the goal again: it"
                                + " reads what is there and goes on from it");
            }
            return known;
        }

        private void say(String text) {
            done.add(text);
            progress.line("  " + text);
        }

        private String subject(Action action) {
            if (action instanceof ScalingAction scaling) {
                return scaling.subject();
            }
            if (action instanceof LogGroupAction log) {
                return "log group " + log.logGroup();
            }
            return action instanceof Action.RegisterTaskDefinition
                    ? "task definition " + plan.target().family()
                    : "service " + Objects.requireNonNullElse(plan.target().serviceName(), "");
        }
    }

    private static @Nullable String primary(Service service) {
        return service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .map(Deployment::id)
                .findFirst()
                .orElse(null);
    }

    private static String tail(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
