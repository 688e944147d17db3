package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.util.List;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * What profiles can have that is not done here. Signing in takes libraries that every build would have to download; the AWS CLI
 * has them, and a profile can ask the AWS CLI.
 */
final class UnsupportedProfile {
    private static final String SSO_SESSION = "sso_session";
    private static final List<String> SSO = List.of(
            SSO_SESSION,
            ProfileProperty.SSO_START_URL,
            ProfileProperty.SSO_ACCOUNT_ID,
            ProfileProperty.SSO_ROLE_NAME,
            ProfileProperty.SSO_REGION);
    private static final List<String> ELSEWHERE =
            List.of(ProfileProperty.WEB_IDENTITY_TOKEN_FILE, ProfileProperty.CREDENTIAL_SOURCE);

    private UnsupportedProfile() {}

    /** @throws UserException for a profile without a role that signs in */
    static void requireNoSignIn(Profile profile, String files) {
        for (String property : SSO) {
            if (profile.property(property).isPresent()) {
                throw signIn(
                        profile, files, property, "IAM Identity Center", "aws sso login --profile " + profile.name());
            }
        }
        if (profile.property(ProfileProperty.LOGIN_SESSION).isPresent()) {
            throw signIn(
                    profile,
                    files,
                    ProfileProperty.LOGIN_SESSION,
                    "the AWS console",
                    "aws login --profile " + profile.name());
        }
    }

    /** @throws UserException for a profile whose role is assumed with something else than another profile alone */
    static void requireSourceProfile(Profile profile, String files) {
        if (profile.property(ProfileProperty.MFA_SERIAL).isPresent()) {
            throw unsupported(
                    profile,
                    "asks for the code of an MFA device, and a build has nobody to ask",
                    ProfileProperty.MFA_SERIAL + ", " + files,
                    "aws sts get-caller-identity --profile " + profile.name()
                            + " (it asks for the code, and the AWS CLI keeps the session)");
        }
        for (String property : ELSEWHERE) {
            if (profile.property(property).isPresent()) {
                throw new UserException(new Explanation(
                        "The AWS profile " + profile.name() + " takes its credentials from " + property
                                + ", which is not for a desk.",
                        property + ", " + files,
                        "A profile here has keys, credential_process, or role_arn with source_profile.",
                        property.equals(ProfileProperty.WEB_IDENTITY_TOKEN_FILE)
                                ? "Leave ecs.profile out and name the token's file: -Decs.webIdentityTokenFile=FILE."
                                : "Name another profile. What the machine itself has is never used."));
            }
        }
    }

    private static UserException signIn(Profile profile, String files, String property, String where, String command) {
        return unsupported(
                profile, "signs in at " + where + ", which is not done here", property + ", " + files, command);
    }

    private static UserException unsupported(Profile profile, String what, String where, String before) {
        String name = profile.name();
        return new UserException(new Explanation(
                "The AWS profile " + name + " " + what + ".",
                where,
                "The AWS CLI can, and a profile can ask it.",
                "Sign in with " + before + ", add this profile to ~/.aws/config, and name it in the place of " + name
                        + ":\n[profile " + name
                        + "-cli]\ncredential_process = aws configure export-credentials --profile "
                        + name + " --format process"));
    }
}
