package io.github.ecsmaven.deployer.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Writes down each call of AWS. Holds no request and no answer, so no secret. Thread-safe. */
public final class CallJournal implements ExecutionInterceptor {
    private static final ExecutionAttribute<Running> RUNNING =
            new ExecutionAttribute<>("io.github.ecsmaven.deployer.aws.CallJournal");

    private final Clock clock;
    private final List<JournalEntry> entries = new CopyOnWriteArrayList<>();

    public CallJournal(Clock clock) {
        this.clock = clock;
    }

    /** A call on its way; touched by the thread that makes it. */
    private static final class Running {
        private final Instant start;
        private int attempts;
        private int status;
        private String host = "";
        private String requestId = "";

        Running(Instant start) {
            this.start = start;
        }
    }

    /** The calls that have ended, in the order of their end. */
    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** How many calls of a kind have ended, failed ones included. */
    public long count(JournalEntry.Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).count();
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        attributes.putAttribute(RUNNING, new Running(clock.instant()));
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Running call = running(attributes);
        call.attempts++;
        call.status = 0;
        call.requestId = "";
        call.host = context.httpRequest().host() + ":" + context.httpRequest().port();
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Running call = running(attributes);
        call.status = context.httpResponse().statusCode();
        call.requestId = context.httpResponse()
                .firstMatchingHeader("x-amzn-RequestId")
                .or(() -> context.httpResponse().firstMatchingHeader("x-amz-request-id"))
                .orElse("");
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        write(attributes, JournalEntry.OK);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        write(attributes, kindOf(context.exception()));
    }

    /** A call that was not made by a client of the SDK. */
    void add(JournalEntry entry) {
        entries.add(entry);
    }

    private void write(ExecutionAttributes attributes, String result) {
        Running call = running(attributes);
        entries.add(new JournalEntry(
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT),
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
                call.host,
                call.attempts,
                Duration.between(call.start, clock.instant()),
                call.status,
                result,
                call.requestId));
    }

    private Running running(ExecutionAttributes attributes) {
        return Objects.requireNonNullElseGet(attributes.getAttribute(RUNNING), () -> new Running(clock.instant()));
    }

    /** The error code, or the kind of failure where there is none. */
    static String kindOf(Throwable failure) {
        if (failure instanceof AwsServiceException refused
                && refused.awsErrorDetails() != null
                && refused.awsErrorDetails().errorCode() != null) {
            return refused.awsErrorDetails().errorCode();
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
