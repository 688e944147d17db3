package io.github.ecsmaven.local.autoscaling;

import io.github.ecsmaven.local.resource.Listing;
import io.github.ecsmaven.local.wire.ApiException;

/** The errors of the Application Auto Scaling API. All are HTTP 400. */
final class Refusals {
    private Refusals() {}

    static ApiException invalid(String message) {
        return new ApiException("ValidationException", 400, message);
    }

    static ApiException notFound(String message) {
        return new ApiException("ObjectNotFoundException", 400, message);
    }

    static ApiException notRegistered(Target target) {
        return notFound("No scalable target registered for " + target.described());
    }

    /** A listing with its largest page, which is also the usual one. */
    static Listing listing(int most) {
        return new Listing(
                most,
                most,
                message -> invalid("maxResults " + message),
                () -> new ApiException("InvalidNextTokenException", 400, "The next token is not valid."));
    }
}
