package io.github.ecsmaven.deployer.identity;

import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Temporary credentials of a role, and those that follow them.
 *
 * @param credentials for clients; renewed ahead of their end; masked when printed
 * @param assumedRoleArn {@code arn:aws:sts::111122223333:assumed-role/deployer/travis.1.2}
 * @param account 12 digits, from the answer of STS
 * @param expiration when the first of them end
 */
public record RoleSession(
        AwsCredentialsProvider credentials, String assumedRoleArn, String account, Instant expiration) {
    @Override
    public String toString() {
        return "RoleSession[" + assumedRoleArn + " until " + expiration + "]";
    }
}
