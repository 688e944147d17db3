package io.github.ecsmaven.deployer.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of role sessions, {@code travis.81234.81236}: what CloudTrail shows beside each call. STS takes 2 to 64 of
 * letters, digits and {@code _+=,.@-}.
 */
final class SessionNames {
    private static final int LONGEST = 64;
    private static final int DIGEST = 8;

    private SessionNames() {}

    /**
     * The name for a job.
     *
     * @param now takes the place of build and job where there are none
     */
    static String of(CiJob job, Instant now) {
        String ids = Stream.of(job.buildId(), job.jobId())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining("."));
        String name = job.ci().id() + "." + (ids.isEmpty() ? Long.toString(now.getEpochSecond(), 36) : ids);
        return fitted(name.replaceAll("[^A-Za-z0-9_+=,.@-]", "-"), name);
    }

    /** Cut names keep a digest of the whole, so that two jobs never share one. */
    private static String fitted(String name, String whole) {
        if (name.length() <= LONGEST) {
            return name;
        }
        String digest = UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, DIGEST);
        return name.substring(0, LONGEST - DIGEST - 1) + "-" + digest;
    }
}
