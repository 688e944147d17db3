package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnFailure;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnInProgress;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.RolloutSettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sections {@code identity} and {@code rollout}. */
final class SettingSections {
    private static final List<String> PROVIDERS = List.of("auto", "file", "env");
    private static final String DEFAULT_AUDIENCE = "sts.amazonaws.com";
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private SettingSections() {}

    static IdentitySettings identity(Section identity) {
        String roleArn = identity.text("roleArn");
        if (roleArn != null && !ROLE_ARN.matcher(roleArn).matches()) {
            identity.report(
                    ProblemId.INVALID_VALUE,
                    "roleArn",
                    "`" + roleArn + "` is not the ARN of a role",
                    "Write arn:aws:iam::ACCOUNT:role/NAME");
        }
        List<String> accounts = identity.texts("allowedAccounts");
        for (int index = 0; index < accounts.size(); index++) {
            String account = accounts.get(index);
            if (!ACCOUNT.matcher(account).matches()) {
                identity.report(
                        ProblemId.INVALID_VALUE,
                        KeyedPath.of("identity", "allowedAccounts").index(index),
                        "`" + account + "` is not an account id",
                        "Write its 12 digits");
            }
        }
        return new IdentitySettings(roleArn, webIdentity(identity.inside("webIdentity")), accounts);
    }

    static RolloutSettings rollout(Section rollout) {
        return new RolloutSettings(
                timeout(rollout),
                rollout.word("onFailure", OnFailure.class, OnFailure.LEAVE),
                rollout.word("onInProgress", OnInProgress.class, OnInProgress.FAIL),
                ResourceSections.structures(rollout.value("before")));
    }

    private static WebIdentitySettings webIdentity(Section section) {
        String provider = section.text("provider");
        if (provider != null && !PROVIDERS.contains(provider)) {
            section.notOneOf("provider", provider, PROVIDERS);
        }
        String audience = section.text("audience");
        String file = section.text("file");
        String variable = section.text("variable");
        if ("env".equals(provider) && variable == null) {
            section.report(
                    ProblemId.MISSING_FIELD,
                    "variable",
                    "The provider env needs `variable`",
                    "Name the environment variable that holds the token");
        }
        return new WebIdentitySettings(
                provider == null ? "auto" : provider, audience == null ? DEFAULT_AUDIENCE : audience, file, variable);
    }

    private static @Nullable Duration timeout(Section rollout) {
        String text = rollout.text("timeout");
        if (text == null) {
            return null;
        }
        try {
            Duration timeout = Duration.parse(text);
            if (timeout.compareTo(Duration.ZERO) > 0) {
                return timeout;
            }
        } catch (DateTimeParseException e) {
            // Told below, as for a duration that is not positive.
        }
        rollout.report(
                ProblemId.INVALID_VALUE,
                "timeout",
                "`" + text + "` is not a duration",
                "Write it as in ISO 8601: PT20M for 20 minutes");
        return null;
    }
}
