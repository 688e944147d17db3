package io.github.ecsmaven.local.wire;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Answers AWS calls: finds the operation, verifies the signature, reads the request, asks whether the caller may, runs the
 * behaviour, writes the answer. One call runs at a time, so that services need no locks of their own.
 */
public final class AwsEndpoint implements HttpEndpoint {
    private final Lock oneAtATime = new ReentrantLock();
    private final AwsJsonFormat json;
    private final AwsQueryFormat query;
    private final SignatureVerifier signatures;
    private final Setting setting;

    /**
     * What the endpoint needs besides services.
     *
     * @param account the account that ecs-local plays
     * @param clock ecs-local's time
     * @param authorizer decides about every signed call
     * @param observer is told of every call
     * @param afterWrite keeps what a successful WRITE operation changed, before it is answered
     * @param log what ecs-local has to say about a call that the answer does not say
     */
    public record Setting(
            String account,
            Clock clock,
            CallAuthorizer authorizer,
            CallObserver observer,
            Runnable afterWrite,
            Consumer<String> log) {}

    /** An endpoint for all the services. */
    public AwsEndpoint(List<AwsService> services, SignatureVerifier signatures, Setting setting) {
        this.json = new AwsJsonFormat(services);
        this.query = new AwsQueryFormat(services);
        this.signatures = signatures;
        this.setting = setting;
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        return whileNoCallRuns(() -> call(call).answered());
    }

    @Override
    public HttpAnswer tooLong(HttpCall call) {
        return whileNoCallRuns(() -> call(call).refusedAsTooLong());
    }

    /** Does it between two calls, and waits for the one that runs. May be used from within a call too. */
    public <T> T whileNoCallRuns(Supplier<T> action) {
        oneAtATime.lock();
        try {
            return action.get();
        } finally {
            oneAtATime.unlock();
        }
    }

    private Call call(HttpCall http) {
        WireFormat format = AwsJsonFormat.speaks(http) || !AwsQueryFormat.speaks(http) ? json : query;
        return new Call(http, format, UUID.randomUUID().toString());
    }

    /** One call on its way through; keeps what the record wants to know of it. */
    private final class Call {
        private final HttpCall http;
        private final WireFormat format;
        private final String requestId;
        private Operation.Access access = Operation.Access.READ;
        private String callerArn = "";

        Call(HttpCall http, WireFormat format, String requestId) {
            this.http = http;
            this.format = format;
            this.requestId = requestId;
        }

        HttpAnswer answered() {
            WireFormat.Name name = format.name(http);
            HttpAnswer answer;
            try {
                HttpCall unpacked = BodyCoding.unpacked(http);
                name = format.name(unpacked);
                answer = run(unpacked, format.addressee(unpacked));
            } catch (AuthenticationException refusal) {
                answer = refused(name, format.unauthenticated(refusal));
            } catch (ApiException error) {
                answer = refused(name, error);
            } catch (RuntimeException defect) {
                setting.log().accept(name.service() + " " + name.operation() + " failed inside ecs-local: " + defect);
                answer = refused(
                        name,
                        new ApiException(
                                "InternalFailure",
                                500,
                                "The request processing has failed inside ecs-local; its log says more"));
            }
            observe(name, answer);
            return answer;
        }

        HttpAnswer refusedAsTooLong() {
            WireFormat.Name name = format.name(http);
            HttpAnswer answer = refused(name, TooLong.error());
            observe(name, answer);
            return answer;
        }

        private void observe(WireFormat.Name name, HttpAnswer answer) {
            setting.observer()
                    .answered(
                            name.service(),
                            name.operation(),
                            access,
                            answer.status(),
                            callerArn,
                            setting.clock().instant());
        }

        /** The signature is over the body as it was sent. */
        private HttpAnswer run(HttpCall unpacked, WireFormat.Addressee addressee) {
            Operation<?, ?> operation = addressee.operation();
            access = operation.access();
            CallContext context =
                    new CallContext("", "", setting.account(), setting.clock().instant());
            if (operation.authentication() == Operation.Authentication.SIGV4) {
                SignatureVerifier.Caller caller = signatures.verify(http, addressee.service());
                callerArn = caller.arn();
                context = new CallContext(
                        caller.arn(), caller.accessKeyId(), caller.region(), setting.account(), context.now());
            }
            SdkPojo request = format.read(unpacked, operation.request().get());
            if (operation.authentication() == Operation.Authentication.SIGV4) {
                requireAuthorization(addressee, request, context);
            }
            SdkPojo answer = behaviour(operation).apply(request, context);
            if (access == Operation.Access.WRITE) {
                setting.afterWrite().run();
            }
            return format.success(addressee, answer, requestId);
        }

        private void requireAuthorization(WireFormat.Addressee addressee, SdkPojo request, CallContext context) {
            setting.authorizer()
                    .refusal(addressee.service(), addressee.operation().name(), request, context)
                    .ifPresent(message -> {
                        throw format.unauthorized(message);
                    });
        }

        private HttpAnswer refused(WireFormat.Name name, ApiException error) {
            setting.log()
                    .accept(name.service() + " " + name.operation() + " answered with " + error.status() + " "
                            + error.code() + ": " + error.getMessage());
            return format.error(error, requestId);
        }
    }

    /** The request is built by the operation's own supplier, so its type fits. */
    @SuppressWarnings("unchecked")
    private static BiFunction<SdkPojo, CallContext, SdkPojo> behaviour(Operation<?, ?> operation) {
        return (BiFunction<SdkPojo, CallContext, SdkPojo>) (BiFunction<?, ?, ?>) operation.answer();
    }
}
