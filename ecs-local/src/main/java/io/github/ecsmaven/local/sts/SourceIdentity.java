package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.local.wire.ApiException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Who stands behind a session. Source: the STS API's service model. */
final class SourceIdentity {
    private static final String CLAIM = "https://aws.amazon.com/source_identity";
    private static final Pattern FORM = Pattern.compile("[\\w+=,.@-]{2,64}");

    private SourceIdentity() {}

    /** The one that a token asks for; null when it asks for none. */
    static @Nullable String of(Map<String, JsonNode> claims) {
        JsonNode claim = claims.get(CLAIM);
        if (claim == null) {
            return null;
        }
        if (!claim.isString() || !FORM.matcher(claim.asString()).matches()) {
            throw new ApiException("InvalidIdentityToken", 400, "The source identity in the token is not valid");
        }
        return claim.asString();
    }

    /** The one that a call asks for, or that the session before it has, which cannot be changed. */
    static @Nullable String of(@Nullable String asked, @Nullable String before) {
        if (asked != null && !FORM.matcher(asked).matches()) {
            throw AssumeRoleParameters.invalid("1 validation error detected: Value '" + asked
                    + "' at 'sourceIdentity' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [\\w+=,.@-]*");
        }
        if (asked != null && before != null && !asked.equals(before)) {
            throw new ApiException(
                    "AccessDenied", 403, "The source identity of a session cannot be changed by role chaining.");
        }
        return asked == null ? before : asked;
    }
}
