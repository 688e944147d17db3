package io.github.ecsmaven.local.maven;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** A role that exists in the account that ecs-local plays: {@code <role>} in the plugin's configuration. */
public class LocalRole {
    /** The role's name, the last part of its ARN. */
    private @Nullable String roleName;

    /** A JSON file with its trust policy. */
    private @Nullable File trustPolicy;

    public @Nullable String getRoleName() {
        return roleName;
    }

    public void setRoleName(String roleName) {
        this.roleName = roleName;
    }

    public @Nullable File getTrustPolicy() {
        return trustPolicy;
    }

    public void setTrustPolicy(File trustPolicy) {
        this.trustPolicy = trustPolicy;
    }
}
