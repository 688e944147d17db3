package io.github.ecsmaven.deployer.aws;

import software.amazon.awssdk.core.exception.SdkClientException;

/** An answer with a status of success that no AWS service gives. */
final class ForeignAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ForeignAnswerException(String looksLike) {
        super(looksLike);
    }

    /**
     * As the cause of an exception that passes through the SDK, which copies exceptions of its own and loses their class.
     *
     * @param looksLike what came instead, to follow "the answer": {@code is empty}
     */
    static SdkClientException of(String looksLike) {
        return SdkClientException.create("The answer " + looksLike, new ForeignAnswerException(looksLike));
    }
}
