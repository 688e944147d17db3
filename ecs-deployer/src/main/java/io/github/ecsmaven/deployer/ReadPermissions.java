package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.live.SurroundingsPermissions;
import io.github.ecsmaven.deployer.lookup.LookupPermissions;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.iam.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the read session needs beside the reads of ECS. */
final class ReadPermissions {
    private ReadPermissions() {}

    static List<Statement> of(DeploymentDescriptor descriptor) {
        List<Statement> statements =
                new ArrayList<>(LookupPermissions.of(descriptor.lookUps().open(), descriptor.region()));
        statements.addAll(SurroundingsPermissions.of(descriptor));
        return statements;
    }
}
