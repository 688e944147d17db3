package io.github.ecsmaven.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.LocalAccount;
import io.github.ecsmaven.local.record.RecordedCall;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** A signed call from a machine whose clock is wrong: signed once more with the time of AWS, as a client of the SDK does. */
class ClockSkewTest {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret-key"));
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String DATA = """
            { "stacks": [ { "StackName": "network", "Outputs": [ { "OutputKey": "Vpc", "OutputValue": "vpc-1" } ] } ],
              "parameters": [ { "Name": "/shop/url", "Type": "String", "Value": "https://shop.example" } ] }
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {-10, 10})
    void aClockThatIsTenMinutesOffCostsOneRequestMore(int minutes) {
        try (LocalAccount account = LocalAccount.with(directory, DATA);
                AwsClients clients = new AwsClients(
                        AwsEndpoint.of("eu-west-1", account.server().endpoint()), new CallJournal(Clock.systemUTC()))) {
            SignedCall reads = clients.signedReads(
                    account.credentials(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes)), pause -> {});

            assertThat(reads.json("ssm", "AmazonSSM.GetParameters", "{\"Names\":[\"/shop/url\"]}")
                            .field("Parameters"))
                    .isPresent();
            assertThat(reads.query("cloudformation", "2010-05-15", "DescribeStacks", Map.of("StackName", "network"))
                            .name())
                    .isEqualTo("DescribeStacksResponse");

            assertThat(account.server().calls().stream().map(RecordedCall::operation))
                    .as("the first one twice, then the difference is known")
                    .endsWith("GetParameters", "GetParameters", "DescribeStacks");
        }
    }

    @Test
    void aClockThatIsALittleOffCostsNothing() {
        try (LocalAccount account = LocalAccount.with(directory, DATA);
                AwsClients clients = new AwsClients(
                        AwsEndpoint.of("eu-west-1", account.server().endpoint()), new CallJournal(Clock.systemUTC()))) {
            SignedCall reads = clients.signedReads(
                    account.credentials(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3)), pause -> {});
            reads.json("ssm", "AmazonSSM.GetParameters", "{\"Names\":[\"/shop/url\"]}");

            assertThat(account.server().calls().stream().map(RecordedCall::operation))
                    .filteredOn("GetParameters"::equals)
                    .hasSize(1);
        }
    }

    @Test
    void whereTheTimeOfAwsDoesNotHelpEitherTheRefusalIsTold() {
        String date = "Mon, 23 Nov 2026 12:10:00 GMT";
        try (StubAws stub = new StubAws(request -> StubAws.Answer.error(403, "RequestExpired", "no"));
                AwsClients clients = new AwsClients(stub.endpoint(), new CallJournal(Clock.systemUTC()))) {
            SignedCall reads = clients.signedReads(
                    CREDENTIALS, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)), pause -> {});
            SdkException failure =
                    catchThrowableOfType(SdkException.class, () -> reads.json("ssm", "AmazonSSM.GetParameters", "{}"));

            assertThat(AwsErrors.codeOf(failure)).isEqualTo("RequestExpired");
            assertThat(stub.requests()).hasSize(2);
            assertThat(ClockSkew.of(refusal("RequestExpired", date), NOW)).contains(Duration.ofMinutes(10));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidSignatureException, 'Mon, 23 Nov 2026 12:10:00 GMT', PT10M",
        "SignatureDoesNotMatch,     'Mon, 23 Nov 2026 11:50:00 GMT', PT-10M",
        "RequestTimeTooSkewed,      'Mon, 23 Nov 2026 12:04:00 GMT', PT4M",
        "InvalidSignatureException, 'Mon, 23 Nov 2026 12:03:59 GMT', ",
        "SignatureDoesNotMatch,     'Mon, 23 Nov 2026 12:00:00 GMT', ",
        "AccessDeniedException,     'Mon, 23 Nov 2026 12:10:00 GMT', ",
        "InvalidSignatureException, yesterday, ",
        "InvalidSignatureException, , ",
    })
    void onlyARefusalForTheTimeWithADateThatDiffersIsOne(String code, @Nullable String date, @Nullable Duration ahead) {
        assertThat(ClockSkew.of(refusal(code, date), NOW)).isEqualTo(Optional.ofNullable(ahead));
    }

    @Test
    void noAnswerIsNone() {
        assertThat(ClockSkew.of(SdkClientException.create("no connection"), NOW))
                .isEmpty();
    }

    private static AwsServiceException refusal(String code, @Nullable String date) {
        SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(403);
        if (date != null) {
            head.putHeader("Date", List.of(date));
        }
        return AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .sdkHttpResponse(head.build())
                        .build())
                .statusCode(403)
                .build();
    }
}
