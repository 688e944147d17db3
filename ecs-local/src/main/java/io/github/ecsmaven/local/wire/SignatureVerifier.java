package io.github.ecsmaven.local.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies AWS Signature Version 4 in the {@code Authorization} header, by signing the received request again. Source:
 * "Create a signed AWS API request" in the IAM User Guide.
 */
public final class SignatureVerifier {
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter AMAZON_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final String INVALID_TOKEN = "The security token included in the request is invalid.";

    private final CredentialSource credentials;
    private final Clock expiryClock;
    private final Clock signingClock;

    /**
     * @param credentials what may be signed with
     * @param expiryClock decides whether credentials have expired
     * @param signingClock what the time of signing is compared with. It is the machine's, which clients sign by, even
     *     where a test moves the other one
     */
    public SignatureVerifier(CredentialSource credentials, Clock expiryClock, Clock signingClock) {
        this.credentials = credentials;
        this.expiryClock = expiryClock;
        this.signingClock = signingClock;
    }

    /**
     * Who signed.
     *
     * @param arn of the caller
     * @param accessKeyId what was signed with
     * @param region from the signature's scope
     */
    record Caller(String arn, String accessKeyId, String region) {}

    /** @throws AuthenticationException when the call is not signed, or not validly */
    Caller verify(HttpCall call, String service) {
        String header = call.header("Authorization")
                .orElseThrow(
                        () -> refusal(AuthenticationFailure.MISSING_TOKEN, "Request is missing Authentication Token"));
        Authorization authorization = Authorization.parse(header);
        KnownCredentials known = knownCredentials(call, authorization);
        if (!authorization.service().equals(service)) {
            throw refusal(
                    AuthenticationFailure.INVALID_SIGNATURE,
                    "Credential should be scoped to correct service: '" + service + "'. ");
        }
        String date = requireFresh(call, authorization);
        requireSigned(call, authorization);
        String expected = signature(call, authorization, date, known.secretAccessKey());
        if (!MessageDigest.isEqual(utf8(expected), utf8(authorization.signature()))) {
            throw refusal(
                    AuthenticationFailure.INVALID_SIGNATURE,
                    "The request signature we calculated does not match the signature you provided. Check your AWS "
                            + "Secret Access Key and signing method. Consult the service documentation for details.");
        }
        return new Caller(known.callerArn(), known.accessKeyId(), authorization.region());
    }

    private KnownCredentials knownCredentials(HttpCall call, Authorization authorization) {
        KnownCredentials known = credentials
                .find(authorization.accessKeyId())
                .orElseThrow(() -> refusal(AuthenticationFailure.UNKNOWN_CLIENT, INVALID_TOKEN));
        String token = call.header("X-Amz-Security-Token").orElse("");
        if (!MessageDigest.isEqual(utf8(token), utf8(known.sessionToken()))) {
            throw refusal(AuthenticationFailure.UNKNOWN_CLIENT, INVALID_TOKEN);
        }
        if (!expiryClock.instant().isBefore(known.expiration())) {
            throw refusal(AuthenticationFailure.EXPIRED_TOKEN, "The security token included in the request is expired");
        }
        return known;
    }

    private String requireFresh(HttpCall call, Authorization authorization) {
        String date = call.header("X-Amz-Date")
                .orElseThrow(() -> refusal(
                        AuthenticationFailure.INCOMPLETE_SIGNATURE,
                        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."));
        Instant signed;
        try {
            signed = LocalDateTime.parse(date, AMAZON_DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            throw refusal(
                    AuthenticationFailure.INCOMPLETE_SIGNATURE,
                    "Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
        }
        if (!date.startsWith(authorization.date())) {
            throw refusal(
                    AuthenticationFailure.INVALID_SIGNATURE,
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                            + authorization.date() + "' != '" + date.substring(0, 8) + "', from '" + date + "'.");
        }
        Instant now = signingClock.instant();
        if (signed.isBefore(now.minus(MOST_SKEW))) {
            throw refusal(
                    AuthenticationFailure.INVALID_SIGNATURE,
                    "Signature expired: " + date + " is now earlier than " + amazonDate(now.minus(MOST_SKEW)) + " ("
                            + amazonDate(now) + " - 5 min.)");
        }
        if (signed.isAfter(now.plus(MOST_SKEW))) {
            throw refusal(
                    AuthenticationFailure.INVALID_SIGNATURE,
                    "Signature not yet current: " + date + " is still later than " + amazonDate(now.plus(MOST_SKEW))
                            + " (" + amazonDate(now) + " + 5 min.)");
        }
        return date;
    }

    /** The host and every header of AWS's own must be under the signature, or somebody could change them. */
    private static void requireSigned(HttpCall call, Authorization authorization) {
        List<String> unsigned = call.headers().keySet().stream()
                .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
                .filter(name -> !authorization.signedHeaders().contains(name))
                .toList();
        if (!unsigned.isEmpty()) {
            throw refusal(
                    AuthenticationFailure.INVALID_SIGNATURE,
                    unsigned.stream()
                            .map(name -> "'" + name + "' must be a 'SignedHeader' in the AWS Authorization.")
                            .collect(Collectors.joining(" ")));
        }
    }

    private static String signature(HttpCall call, Authorization authorization, String date, String secret) {
        String toSign = String.join(
                "\n",
                Authorization.ALGORITHM,
                date,
                authorization.scope(),
                hex(sha256(utf8(canonicalRequest(call, authorization)))));
        byte[] key = utf8("AWS4" + secret);
        for (String part : List.of(
                authorization.date(), authorization.region(), authorization.service(), Authorization.TERMINATOR)) {
            key = hmac(key, part);
        }
        return hex(hmac(key, toSign));
    }

    private static String canonicalRequest(HttpCall call, Authorization authorization) {
        String headers = authorization.signedHeaders().stream()
                .map(name -> name + ":" + canonicalValue(call.headers().getOrDefault(name, List.of())) + "\n")
                .collect(Collectors.joining());
        String query = Arrays.stream(call.query().split("&", -1))
                .map(parameter -> parameter.isEmpty() || parameter.contains("=") ? parameter : parameter + "=")
                .sorted()
                .collect(Collectors.joining("&"));
        return String.join(
                "\n",
                call.method(),
                call.path(),
                query,
                headers,
                String.join(";", authorization.signedHeaders()),
                hex(sha256(call.body().asByteArray())));
    }

    private static String canonicalValue(List<String> values) {
        return values.stream().map(value -> value.strip().replaceAll(" +", " ")).collect(Collectors.joining(","));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String amazonDate(Instant instant) {
        return AMAZON_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static AuthenticationException refusal(AuthenticationFailure failure, String message) {
        return new AuthenticationException(failure, message);
    }
}
