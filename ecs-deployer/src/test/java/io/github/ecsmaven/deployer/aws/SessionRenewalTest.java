package io.github.ecsmaven.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;

/** Calls that meet the end of their session. */
class SessionRenewalTest {
    private static final Answer EXPIRED =
            Answer.error(400, "ExpiredTokenException", "The security token included in the request is expired");

    private final Deque<Answer> queued = new ArrayDeque<>();
    private final StubAws stub = new StubAws(request -> queued.size() > 1 ? queued.remove() : queued.element());
    private final AwsClients clients = new AwsClients(stub.endpoint(), new CallJournal(Clock.systemUTC()));
    private final Numbered credentials = new Numbered();

    @AfterEach
    void stop() {
        clients.close();
        stub.close();
    }

    /** Credentials that are followed by the next number once they are called expired. */
    private static final class Numbered implements RenewableCredentials {
        private int number = 1;

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsSessionCredentials.create("ASIA" + number, "secret", "token");
        }

        @Override
        public void expired(AwsCredentials refused) {
            assertThat(refused).isEqualTo(resolveCredentials());
            number++;
        }
    }

    @Test
    void aReadThatIsRefusedAsExpiredIsMadeOnceMoreWithTheNextSession() {
        queued.addAll(List.of(EXPIRED, Answer.json("{\"clusters\":[]}")));

        assertThat(clients.ecsReads(credentials)
                        .listClusters(list -> list.maxResults(1))
                        .clusterArns())
                .isEmpty();

        assertSignedBy("ASIA1", "ASIA2");
    }

    @Test
    void aWriteTooBecauseARefusalIsNoWrite() {
        queued.addAll(List.of(EXPIRED, Answer.json("{}")));

        clients.ecsWrites(credentials).updateService(update -> update.service("shop"));

        assertSignedBy("ASIA1", "ASIA2");
    }

    @Test
    void aCallThatNoClientIsHereForToo() {
        queued.addAll(List.of(EXPIRED, Answer.json("{}")));

        clients.signedReads(credentials, Clock.systemUTC(), pause -> {}).json("ssm", "AmazonSSM.GetParameters", "{}");

        assertSignedBy("ASIA1", "ASIA2");
    }

    @Test
    void oneSessionIsTriedAndNoMore() {
        queued.add(EXPIRED);
        EcsClient ecs = clients.ecsReads(credentials);

        assertThatThrownBy(() -> ecs.listClusters(list -> list.maxResults(1)))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("expired");

        assertSignedBy("ASIA1", "ASIA2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "InvalidSignatureException", "ClusterNotFoundException"})
    void anotherRefusalIsTheAnswer(String code) {
        queued.add(Answer.error(400, code, "no"));
        EcsClient ecs = clients.ecsReads(credentials);

        assertThatThrownBy(() -> ecs.listClusters(list -> list.maxResults(1))).isInstanceOf(EcsException.class);

        assertSignedBy("ASIA1");
    }

    private void assertSignedBy(String... keys) {
        assertThat(stub.requests())
                .extracting(
                        request -> request.headers().get("Authorization").replaceAll(".*Credential=([^/]+)/.*", "$1"))
                .containsExactly(keys);
    }
}
