package io.github.ecsmaven.maven;

import java.util.List;

/**
 * With {@code mvn -X} the AWS SDK would log each request that it signs, and with it the session token. Maven's loggers take
 * their level from a system property when they are made, so it is set before the first class of the SDK is loaded.
 */
final class SdkLogging {
    /** Of Maven 3 and of Maven 4. */
    private static final List<String> PREFIXES = List.of("org.slf4j.simpleLogger.log.", "maven.logger.log.");

    private static final String SDK = "software.amazon.awssdk";

    private SdkLogging() {}

    /** Keeps the SDK's loggers above debug. A level that the user has set stays. */
    static void keepSecretsOut() {
        PREFIXES.forEach(prefix -> System.getProperties().putIfAbsent(prefix + SDK, "info"));
    }
}
