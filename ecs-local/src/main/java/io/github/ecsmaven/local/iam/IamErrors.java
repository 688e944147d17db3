package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.local.wire.ApiException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The errors of IAM's API. */
final class IamErrors {
    private IamErrors() {}

    static ApiException noSuchEntity(String message) {
        return new ApiException("NoSuchEntity", 404, message);
    }

    static ApiException noRole(String name) {
        return noSuchEntity("The role with name " + name + " cannot be found.");
    }

    static ApiException noPolicy(String arn) {
        return noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }

    static ApiException alreadyExists(String message) {
        return new ApiException("EntityAlreadyExists", 409, message);
    }

    static ApiException conflict(String message) {
        return new ApiException("DeleteConflict", 409, message);
    }

    static ApiException invalidInput(String message) {
        return new ApiException("InvalidInput", 400, message);
    }

    static ApiException invalid(String message) {
        return new ApiException("ValidationError", 400, message);
    }

    /** The member's value, of the given form. */
    static String require(@Nullable String value, String member, Pattern form) {
        if (value == null) {
            throw invalid("1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
        }
        if (!form.matcher(value).matches()) {
            throw invalid("1 validation error detected: Value '" + value + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + form);
        }
        return value;
    }
}
