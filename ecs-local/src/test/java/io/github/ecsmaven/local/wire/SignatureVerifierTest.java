package io.github.ecsmaven.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

/** By the published test suite of Signature Version 4: its key, its time, its signatures. */
class SignatureVerifierTest {
    private static final String VANILLA = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    private static final Instant TIME = Instant.parse("2015-08-30T12:36:00Z");
    private static final KnownCredentials EXAMPLE = new KnownCredentials(
            "AKIDEXAMPLE",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            "",
            TIME.plusSeconds(1),
            "arn:aws:sts::000000000000:assumed-role/deployer/test");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    GET,  '',                            5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    POST, '',                            5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
                    GET,  Param2=value2&Param1=value1,   b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
                    """)
    void theSignaturesOfThePublishedTestSuiteAreTaken(String method, String query, String signature) {
        HttpCall call = call(method, query, headers(authorization("20150830", "service", signature)));

        assertThat(verifier(TIME).verify(call, "service"))
                .isEqualTo(new SignatureVerifier.Caller(EXAMPLE.callerArn(), EXAMPLE.accessKeyId(), "us-east-1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -300 | ''
                    300  | ''
                    301  | Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)
                    -301 | Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)
                    """)
    void aSignatureHoldsForFiveMinutesEitherWay(long secondsLater, String message) {
        HttpCall call = call("GET", "", headers(authorization("20150830", "service", VANILLA)));
        SignatureVerifier verifier = verifier(TIME.plusSeconds(secondsLater));

        if (message.isEmpty()) {
            assertThat(verifier.verify(call, "service").arn()).isEqualTo(EXAMPLE.callerArn());
        } else {
            assertThatThrownBy(() -> verifier.verify(call, "service"))
                    .satisfies(refused(AuthenticationFailure.INVALID_SIGNATURE))
                    .hasMessage(message);
        }
    }

    @Test
    void aScopeForAnotherServiceIsRefused() {
        HttpCall call = call("GET", "", headers(authorization("20150830", "sts", VANILLA)));

        assertThatThrownBy(() -> verifier(TIME).verify(call, "ecs"))
                .satisfies(refused(AuthenticationFailure.INVALID_SIGNATURE))
                .hasMessageContaining("correct service: 'ecs'");
    }

    @Test
    void aScopeForAnotherDayIsRefused() {
        HttpCall call = call("GET", "", headers(authorization("20150829", "service", VANILLA)));

        assertThatThrownBy(() -> verifier(TIME).verify(call, "service"))
                .satisfies(refused(AuthenticationFailure.INVALID_SIGNATURE))
                .hasMessageContaining("'20150829' != '20150830'");
    }

    @Test
    void aHeaderOfAwsThatIsNotUnderTheSignatureIsRefused() {
        Map<String, List<String>> headers = headers(authorization("20150830", "service", VANILLA));
        headers.put("x-amz-target", List.of("AmazonEC2ContainerServiceV20141113.DeleteCluster"));

        assertThatThrownBy(() -> verifier(TIME).verify(call("GET", "", headers), "service"))
                .satisfies(refused(AuthenticationFailure.INVALID_SIGNATURE))
                .hasMessageContaining("'x-amz-target' must be a 'SignedHeader'");
    }

    @Test
    void aChangedBodyIsRefused() {
        HttpCall call = new HttpCall(
                "GET", "/", "", headers(authorization("20150830", "service", VANILLA)), SdkBytes.fromUtf8String("{}"));

        assertThatThrownBy(() -> verifier(TIME).verify(call, "service"))
                .satisfies(refused(AuthenticationFailure.INVALID_SIGNATURE))
                .hasMessageStartingWith("The request signature we calculated does not match");
    }

    @Test
    void aSessionTokenThatIsNotTheSessionsIsRefused() {
        Map<String, List<String>> headers = headers(authorization("20150830", "service", VANILLA));
        headers.put("x-amz-security-token", List.of("somebody else's"));

        assertThatThrownBy(() -> verifier(TIME).verify(call("GET", "", headers), "service"))
                .satisfies(refused(AuthenticationFailure.UNKNOWN_CLIENT));
    }

    @Test
    void expiredCredentialsAreRefused() {
        HttpCall call = call("GET", "", headers(authorization("20150830", "service", VANILLA)));
        Clock fixed = Clock.fixed(TIME, ZoneOffset.UTC);
        SignatureVerifier later =
                new SignatureVerifier(key -> Optional.of(EXAMPLE), Clock.offset(fixed, Duration.ofSeconds(1)), fixed);

        assertThatThrownBy(() -> later.verify(call, "service"))
                .satisfies(refused(AuthenticationFailure.EXPIRED_TOKEN))
                .hasMessage("The security token included in the request is expired");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Basic dXNlcjpwYXNz                                                  | requires algorithm
                    AWS4-HMAC-SHA256                                                    | requires algorithm
                    AWS4-HMAC-SHA256 Credential=A/20150830/r/s/aws4_request             | requires 'Signature' parameter. Authorization header requires 'SignedHeaders'
                    AWS4-HMAC-SHA256 Credential=A, SignedHeaders=host, Signature=0      | exactly 5 slash-delimited elements
                    AWS4-HMAC-SHA256 Credential=A/d/r/s/aws3, SignedHeaders=host, Signature=0 | exactly 5 slash-delimited elements
                    AWS4-HMAC-SHA256 Credential=A/d//s/aws4_request, SignedHeaders=host, Signature=0 | exactly 5 slash-delimited elements
                    """)
    void anIncompleteHeaderIsRefusedWithWhatIsMissing(String header, String message) {
        assertThatThrownBy(() -> verifier(TIME).verify(call("GET", "", headers(header)), "service"))
                .satisfies(refused(AuthenticationFailure.INCOMPLETE_SIGNATURE))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"yesterday, ISO-8601", "20159930T123600Z, ISO-8601", "'', ISO-8601"})
    void aDateThatIsNoneIsRefused(String date, String message) {
        Map<String, List<String>> headers = headers(authorization("20150830", "service", VANILLA));
        headers.put("x-amz-date", List.of(date));

        assertThatThrownBy(() -> verifier(TIME).verify(call("GET", "", headers), "service"))
                .satisfies(refused(AuthenticationFailure.INCOMPLETE_SIGNATURE))
                .hasMessageContaining(message);
    }

    @Test
    void aCallWithoutADateOrWithoutAnyTokenIsRefused() {
        Map<String, List<String>> headers = headers(authorization("20150830", "service", VANILLA));
        headers.remove("x-amz-date");
        assertThatThrownBy(() -> verifier(TIME).verify(call("GET", "", headers), "service"))
                .satisfies(refused(AuthenticationFailure.INCOMPLETE_SIGNATURE));

        assertThatThrownBy(() -> verifier(TIME).verify(call("GET", "", Map.of()), "service"))
                .satisfies(refused(AuthenticationFailure.MISSING_TOKEN));
    }

    @Test
    void credentialsDoNotShowTheirSecrets() {
        assertThat(EXAMPLE.toString()).contains("AKIDEXAMPLE").doesNotContain("wJalr");
    }

    private static Consumer<Throwable> refused(AuthenticationFailure failure) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        refusal -> assertThat(refusal.failure()).isEqualTo(failure));
    }

    private static SignatureVerifier verifier(Instant now) {
        return new SignatureVerifier(
                key -> Optional.of(EXAMPLE).filter(known -> known.accessKeyId().equals(key) || key.equals("A")),
                Clock.fixed(TIME, ZoneOffset.UTC),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String authorization(String date, String service, String signature) {
        return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + date + "/us-east-1/" + service
                + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + signature;
    }

    private static Map<String, List<String>> headers(String authorization) {
        Map<String, List<String>> headers = new TreeMap<>();
        headers.put("host", List.of("example.amazonaws.com"));
        headers.put("x-amz-date", List.of("20150830T123600Z"));
        headers.put("authorization", List.of(authorization));
        return headers;
    }

    private static HttpCall call(String method, String query, Map<String, List<String>> headers) {
        return new HttpCall(method, "/", query, headers, SdkBytes.fromUtf8String(""));
    }
}
