package io.github.ecsmaven.maven;

import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Checks the deployment descriptors alone: no call to AWS, no identity. */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
public class ValidateMojo extends AbstractEcsMojo {
    @Override
    void run() {
        for (DeploymentDescriptor descriptor : descriptors()) {
            progress().line(descriptor.name() + " is valid");
        }
    }
}
