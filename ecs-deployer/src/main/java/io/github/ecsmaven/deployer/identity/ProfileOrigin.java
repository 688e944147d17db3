package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.identity.BaseCredentials.ProfileRole;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * An AWS profile of a person: keys, a program that prints some, or a role that another profile assumes. Its roles are assumed here
 * and not by the SDK, whose provider would call STS of the profile's Region with a client of its own.
 */
final class ProfileOrigin implements CredentialsOrigin {
    private final String name;
    private final ProfileFiles files;
    private final Clock clock;
    private @Nullable CredentialProcess process;

    /** @param clock what the end of credentials is compared with */
    ProfileOrigin(String name, ProfileFiles files, Clock clock) {
        this.name = name;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public synchronized BaseCredentials base() {
        return of(name, files.read(), new LinkedHashSet<>());
    }

    /** What a program printed is asked for anew: a clock that is slow lets it look good for longer than it is. */
    @Override
    public synchronized BaseCredentials baseAfterEnd() {
        process = null;
        return base();
    }

    @Override
    public String description() {
        return "AWS profile " + name;
    }

    @Override
    public Optional<String> remark() {
        return Optional.of("profile " + name);
    }

    @Override
    public String renewalHint() {
        return "Sign in again as for the AWS CLI (aws sso login --profile NAME, or the tool that writes the profile), then"
                + " run the goal again.";
    }

    private BaseCredentials of(String wanted, Map<String, Profile> profiles, Set<String> before) {
        if (!before.add(wanted)) {
            throw wrong(
                    wanted,
                    "names itself as its source",
                    "source_profile leads from " + String.join(" to ", before) + " and back to " + wanted + ".",
                    "Let the last one have keys or a credential_process.");
        }
        Profile profile = profiles.get(wanted);
        if (profile == null) {
            throw unknown(wanted, profiles.keySet(), before);
        }
        String role = property(profile, ProfileProperty.ROLE_ARN);
        if (role != null) {
            return ofRole(profile, role, profiles, before);
        }
        UnsupportedProfile.requireNoSignIn(profile, files.description());
        if (has(profile, ProfileProperty.AWS_ACCESS_KEY_ID) || has(profile, ProfileProperty.AWS_SECRET_ACCESS_KEY)) {
            return keys(profile);
        }
        String command = property(profile, ProfileProperty.CREDENTIAL_PROCESS);
        if (command == null) {
            throw wrong(
                    wanted,
                    "has no credentials",
                    "It has neither keys nor credential_process nor role_arn.",
                    "Name a profile that has, or add them with \"aws configure --profile " + wanted + "\".");
        }
        return process(command, wanted).credentials();
    }

    private BaseCredentials ofRole(Profile profile, String role, Map<String, Profile> profiles, Set<String> before) {
        UnsupportedProfile.requireSourceProfile(profile, files.description());
        String source = property(profile, ProfileProperty.SOURCE_PROFILE);
        if (source == null) {
            throw wrong(
                    profile.name(),
                    "has a role and nothing to assume it with",
                    "role_arn needs source_profile.",
                    "Add source_profile = NAME, a profile with keys or a credential_process.");
        }
        // As in the AWS CLI, a profile can be its own source: then its keys assume its role.
        BaseCredentials base = source.equals(profile.name()) ? keys(profile) : of(source, profiles, before);
        return base.then(new ProfileRole(
                RoleArn.of(role, "role_arn of the AWS profile " + profile.name()),
                property(profile, ProfileProperty.EXTERNAL_ID),
                property(profile, ProfileProperty.ROLE_SESSION_NAME),
                "AWS profile " + profile.name()));
    }

    private BaseCredentials keys(Profile profile) {
        String id = property(profile, ProfileProperty.AWS_ACCESS_KEY_ID);
        String secret = property(profile, ProfileProperty.AWS_SECRET_ACCESS_KEY);
        if (id == null || secret == null) {
            String missing = id == null ? ProfileProperty.AWS_ACCESS_KEY_ID : ProfileProperty.AWS_SECRET_ACCESS_KEY;
            throw wrong(
                    profile.name(),
                    "has no " + missing,
                    "Both " + ProfileProperty.AWS_ACCESS_KEY_ID + " and " + ProfileProperty.AWS_SECRET_ACCESS_KEY
                            + " are needed.",
                    "Add " + missing + " to it, or name another profile.");
        }
        return BaseCredentials.written(id, secret, property(profile, ProfileProperty.AWS_SESSION_TOKEN));
    }

    private CredentialProcess process(String command, String of) {
        CredentialProcess known = process;
        if (known == null || !known.runs(command)) {
            known = new CredentialProcess(command, of, clock);
            process = known;
        }
        return known;
    }

    private static boolean has(Profile profile, String property) {
        return property(profile, property) != null;
    }

    private static @Nullable String property(Profile profile, String name) {
        return profile.property(name)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }

    private UserException unknown(String wanted, Set<String> known, Set<String> before) {
        boolean named = before.size() == 1;
        Optional<String> near = Nearest.to(wanted, known);
        return new UserException(new Explanation(
                "There is no AWS profile " + wanted + ".",
                (named
                                ? "ecs.profile"
                                : "source_profile of the AWS profile "
                                        + List.copyOf(before).get(before.size() - 2))
                        + ", looked for in " + files.description(),
                known.isEmpty() ? "There is no profile at all." : "There are: " + String.join(", ", known) + ".",
                near.map(name -> (named ? "Write -Decs.profile=" : "Write source_profile = ") + name
                                + ", if that is the one.")
                        .orElse("Name one of these, or add the profile: aws configure --profile " + wanted + ".")));
    }

    private UserException wrong(String profile, String what, String why, String cure) {
        return new UserException(
                new Explanation("The AWS profile " + profile + " " + what + ".", files.description(), why, cure));
    }

    @Override
    public String toString() {
        return "ProfileOrigin[" + name + "]";
    }
}
