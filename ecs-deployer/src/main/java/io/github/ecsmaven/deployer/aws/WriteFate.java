package io.github.ecsmaven.deployer.aws;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What became of a write that failed: only one that was surely not carried out may be repeated. */
public enum WriteFate {
    /** Refused, or never sent. */
    NOT_EXECUTED,
    /** It may have been carried out: read back, then decide. */
    UNKNOWN;

    /** The fate of the write that failed so. */
    public static WriteFate of(SdkException failure) {
        if (failure instanceof AwsServiceException answered) {
            boolean refused = answered.awsErrorDetails() != null
                    && answered.awsErrorDetails().errorCode() != null
                    && answered.statusCode() >= 400
                    && answered.statusCode() < 500;
            return refused ? NOT_EXECUTED : UNKNOWN;
        }
        return Causes.find(failure, ConnectException.class).isPresent()
                        || Causes.find(failure, UnknownHostException.class).isPresent()
                        || Causes.find(failure, NoRouteToHostException.class).isPresent()
                ? NOT_EXECUTED
                : UNKNOWN;
    }
}
