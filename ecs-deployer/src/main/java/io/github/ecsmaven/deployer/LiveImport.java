package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.Pacer;
import io.github.ecsmaven.deployer.identity.DeployerIdentity;
import io.github.ecsmaven.deployer.identity.Occasion;
import io.github.ecsmaven.deployer.identity.RoleSession;
import io.github.ecsmaven.deployer.identity.SessionOrigin;
import io.github.ecsmaven.deployer.live.RunningService;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import io.github.ecsmaven.descriptor.imported.ImportedDescriptor;
import io.github.ecsmaven.descriptor.imported.Importer;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a descriptor of what runs: two reads of ECS with a session that can only read, and no write. */
public final class LiveImport {
    private final BuildSettings settings;
    private final Clock clock;
    private final Pacer pacer;
    private final Consumer<String> warnings;
    private final SessionStart start;

    /** @param warnings takes lines about what the session is made from */
    public LiveImport(BuildSettings settings, Clock clock, Pacer pacer, Consumer<String> warnings) {
        this.settings = settings;
        this.clock = clock;
        this.pacer = pacer;
        this.warnings = warnings;
        this.start = new SessionStart(settings, clock, pacer);
    }

    /**
     * What is to be imported.
     *
     * @param region {@code eu-west-1}
     * @param cluster the short name or ARN
     * @param roleArn the role that may read it
     * @param service its name; null: the task definition alone
     * @param taskDefinition a family, {@code family:revision} or ARN; null: the one that the service runs
     */
    public record Source(
            String region,
            String cluster,
            String roleArn,
            @Nullable String service,
            @Nullable String taskDefinition) {}

    /**
     * The descriptor of it. The role is written into it as the deployer.
     *
     * @throws io.github.ecsmaven.deployer.problem.DeployerException where it cannot be read, or is nothing that this plugin
     *     deploys
     */
    public ImportedDescriptor read(Source source) {
        try (AwsClients clients = start.clients(source.region())) {
            RoleSession session = identity(source, clients).readSession();
            RunningService found = RunningService.read(
                    clients.ecsReads(session.credentials()),
                    new AwsErrors(clients.endpoint(), session.assumedRoleArn(), source.cluster()),
                    new RunningService.Wanted(source.cluster(), source.service(), source.taskDefinition()));
            return new Importer(FieldRules.load())
                    .fromLive(
                            found.taskDefinition(),
                            found.service(),
                            new Importer.Target(
                                    source.region(),
                                    found.service() == null ? null : source.cluster(),
                                    source.roleArn()));
        }
    }

    private DeployerIdentity identity(Source source, AwsClients clients) {
        WebIdentitySettings any = new WebIdentitySettings("auto", null, null, null);
        SessionOrigin origin = start.origin(any);
        start.notices(origin, any).forEach(warnings);
        return new DeployerIdentity(
                clients,
                origin,
                new IdentitySettings(source.roleArn(), any, List.of()),
                new Occasion(settings.job(), clock, pacer, warnings));
    }
}
