package io.github.ecsmaven.deployer.aws;

import java.time.Duration;

/**
 * One call of an AWS operation, its repetitions included.
 *
 * @param service the service, {@code ecs}
 * @param operation {@code DescribeServices}
 * @param host where it went; empty where nothing was sent
 * @param attempts how many requests were sent
 * @param latency from the first to the answer
 * @param status the HTTP status of the last answer; 0 where there was none
 * @param result {@code ok}, the error code, or the kind of failure where there is no code
 * @param requestId by which AWS finds it; empty where the answer had none
 */
public record JournalEntry(
        String service,
        String operation,
        String host,
        int attempts,
        Duration latency,
        int status,
        String result,
        String requestId) {
    static final String OK = "ok";

    /** What a call does, for budgets. */
    public enum Kind {
        /** It changes nothing. */
        READ,
        /** It changes something. */
        WRITE,
        /** It asks STS for a session. */
        SESSION
    }

    /** Whether it was answered without an error. */
    public boolean succeeded() {
        return OK.equals(result);
    }

    /** What the operation does, by its name. */
    public Kind kind() {
        if ("sts".equals(service)) {
            return Kind.SESSION;
        }
        return operation.startsWith("Describe")
                        || operation.startsWith("List")
                        || operation.startsWith("Get")
                        || operation.startsWith("BatchGet")
                ? Kind.READ
                : Kind.WRITE;
    }
}
