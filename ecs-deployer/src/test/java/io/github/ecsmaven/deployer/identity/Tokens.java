package io.github.ecsmaven.deployer.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tokens for tests: their form is right, their signature is nobody's. */
final class Tokens {
    static final String ISSUER = "https://issuer.example/ci";
    static final String AUDIENCE = "sts.amazonaws.com";
    static final String SUBJECT = "repo:acme/shop:ref:refs/heads/main";

    private Tokens() {}

    static String jwt(String payload) {
        return part("{\"alg\":\"RS256\",\"kid\":\"1\"}") + "." + part(payload) + "." + part("signature");
    }

    static String expiring(long epochSecond) {
        return jwt("{\"iss\":\"" + ISSUER + "\",\"aud\":\"" + AUDIENCE + "\",\"sub\":\"" + SUBJECT
                + "\",\"iat\":100,\"exp\":" + epochSecond + "}");
    }

    static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
