package io.github.ecsmaven.deployer.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Credentials that end, and are followed by others. What they resolve to changes over time. */
public interface RenewableCredentials extends AwsCredentialsProvider {
    /**
     * Takes note that AWS called these expired: the next ones that are resolved are others, or none.
     *
     * @param refused those that the call was signed with
     */
    void expired(AwsCredentials refused);
}
