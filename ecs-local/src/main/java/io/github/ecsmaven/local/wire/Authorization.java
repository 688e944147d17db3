package io.github.ecsmaven.local.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code Authorization} header of SigV4, taken apart.
 *
 * @param accessKeyId whose key it claims to be signed with
 * @param date the scope's day: {@code 20260102}
 * @param region the scope's region
 * @param service the scope's service
 * @param signedHeaders in the order given, lower case
 * @param signature hexadecimal
 */
record Authorization(
        String accessKeyId, String date, String region, String service, List<String> signedHeaders, String signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String TERMINATOR = "aws4_request";

    /** @throws AuthenticationException when a part is missing or malformed */
    static Authorization parse(String header) {
        if (!header.startsWith(ALGORITHM + " ")) {
            throw incomplete("Authorization header requires algorithm " + ALGORITHM + ".");
        }
        Map<String, String> parts = new TreeMap<>();
        for (String part : header.substring(ALGORITHM.length()).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        List<String> missing = new ArrayList<>();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                missing.add("Authorization header requires '" + name + "' parameter.");
            }
        }
        if (!missing.isEmpty()) {
            throw incomplete(String.join(" ", missing));
        }
        String[] scope = parts.getOrDefault("Credential", "").split("/", -1);
        if (scope.length != 5 || !scope[4].equals(TERMINATOR) || scope[2].isEmpty()) {
            throw incomplete("Credential must have exactly 5 slash-delimited elements, e.g. "
                    + "keyid/date/region/service/term.");
        }
        List<String> signedHeaders =
                List.of(parts.getOrDefault("SignedHeaders", "").split(";", -1));
        return new Authorization(
                scope[0], scope[1], scope[2], scope[3], signedHeaders, parts.getOrDefault("Signature", ""));
    }

    String scope() {
        return String.join("/", date, region, service, TERMINATOR);
    }

    private static AuthenticationException incomplete(String message) {
        return new AuthenticationException(AuthenticationFailure.INCOMPLETE_SIGNATURE, message);
    }
}
