package io.github.ecsmaven.deployer.identity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * What the first role is assumed with.
 *
 * @param credentials never printed
 * @param continuity whether there are others after them
 * @param roles that have to be assumed before the deployer role, each from the one before it
 */
record BaseCredentials(AwsCredentials credentials, Continuity continuity, List<ProfileRole> roles) {
    BaseCredentials {
        roles = List.copyOf(roles);
    }

    /** How long sessions can be made with them, or with those that follow them. */
    enum Continuity {
        /** Keys of a user: until somebody takes them away. */
        LASTING,
        /** A program gives new ones. */
        RENEWED,
        /** A session that somebody else has made: nothing here tells when it ends. */
        UNKNOWN
    }

    /**
     * A role in a profile.
     *
     * @param externalId what its trust policy may ask for
     * @param sessionName what the profile says of it; null: that of the deployment
     * @param place the profile, for messages
     */
    record ProfileRole(
            RoleArn role,
            @Nullable String externalId,
            @Nullable String sessionName,
            String place) {}

    /** Keys as somebody wrote them down: with a session token they are a session, of which nobody knows the end. */
    static BaseCredentials written(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {
        return of(accessKeyId, secretAccessKey, sessionToken, Continuity.UNKNOWN);
    }

    /** Keys that a program gave, and gives again. */
    static BaseCredentials given(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {
        return of(accessKeyId, secretAccessKey, sessionToken, Continuity.RENEWED);
    }

    private static BaseCredentials of(
            String accessKeyId, String secretAccessKey, @Nullable String sessionToken, Continuity ofSession) {
        return sessionToken == null
                ? new BaseCredentials(
                        AwsBasicCredentials.create(accessKeyId, secretAccessKey), Continuity.LASTING, List.of())
                : new BaseCredentials(
                        AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken), ofSession, List.of());
    }

    /** The same with one role more. */
    BaseCredentials then(ProfileRole role) {
        List<ProfileRole> more = new ArrayList<>(roles);
        more.add(role);
        return new BaseCredentials(credentials, continuity, more);
    }

    @Override
    public String toString() {
        return "BaseCredentials[masked, " + continuity + ", " + roles + "]";
    }
}
