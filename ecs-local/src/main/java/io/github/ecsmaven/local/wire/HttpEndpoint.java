package io.github.ecsmaven.local.wire;

/** Answers HTTP requests; called from several threads at once. */
@FunctionalInterface
public interface HttpEndpoint {
    /** Answers one request. */
    HttpAnswer answer(HttpCall call);

    /**
     * Answers a request whose body was too long to be kept.
     *
     * @param call with an empty body
     */
    default HttpAnswer tooLong(HttpCall call) {
        return HttpAnswer.text(TooLong.STATUS, "ecs-local: " + TooLong.message());
    }
}
