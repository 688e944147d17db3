package io.github.ecsmaven.local.wire;

/** Answers HTTP requests; called from several threads at once. */
@FunctionalInterface
public interface HttpEndpoint {
    /** Answers one request. */
    HttpAnswer answer(HttpCall call);
}
