package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnFailure;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnInProgress;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.RolloutSettings;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sections {@code identity} and {@code rollout}. */
final class SettingSections {
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
        return new IdentitySettings(
                roleArn, WebIdentitySection.read(identity.inside("webIdentity")), accounts, assumed(identity));
    }

    private static List<String> assumed(Section identity) {
        List<String> roles = identity.texts("assume");
        for (int index = 0; index < roles.size(); index++) {
            if (!ROLE_ARN.matcher(roles.get(index)).matches()) {
                identity.report(
                        ProblemId.INVALID_VALUE,
                        KeyedPath.of("identity", "assume").index(index),
                        "`" + roles.get(index) + "` is not the ARN of a role",
                        "Write arn:aws:iam::ACCOUNT:role/NAME");
            }
        }
        return roles;
    }

    static RolloutSettings rollout(Section rollout) {
        return new RolloutSettings(
                timeout(rollout),
                rollout.word("onFailure", OnFailure.class, OnFailure.LEAVE),
                rollout.word("onInProgress", OnInProgress.class, OnInProgress.FAIL),
                ResourceSections.structures(rollout.value("before")));
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
