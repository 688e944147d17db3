package io.github.ecsmaven.deployer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.CallJournal;
import io.github.ecsmaven.deployer.aws.StubAws;
import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.live.LiveSurroundings.RegistryImage;
import io.github.ecsmaven.deployer.problem.DeployerException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class RegistryReaderTest {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));
    private static final String HERE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/";
    private static final String ELSEWHERE = "444455556666.dkr.ecr.us-east-1.amazonaws.com/";

    private final StubAws stub = new StubAws(request -> Answer.json("{}"));
    private final AwsClients clients = new AwsClients(stub.endpoint(), new CallJournal(Clock.systemUTC()));
    private final Set<String> regions = new ConcurrentSkipListSet<>();

    @AfterEach
    void stop() {
        clients.close();
        stub.close();
    }

    private Map<String, RegistryImage> read(String... images) {
        return new RegistryReader(
                        region -> {
                            regions.add(region);
                            return clients.ecrReads(CREDENTIALS, region);
                        },
                        new AwsErrors(stub.endpoint(), "", "shop"))
                .read(new TreeSet<>(List.of(images)));
    }

    @Test
    void aRepositoryIsAskedOnceForAllOfItsTagsInItsOwnRegion() {
        read(HERE + "shop:1", HERE + "shop:2", HERE + "shop", HERE + "tools:1", ELSEWHERE + "shop:1");

        assertThat(stub.operations()).containsOnly("BatchGetImage").hasSize(3);
        assertThat(stub.requests())
                .filteredOn(request -> request.body().contains("\"repositoryName\":\"shop\"")
                        && request.body().contains("111122223333"))
                .singleElement()
                .satisfies(request -> assertThat(request.body())
                        .contains("\"imageTag\":\"1\"", "\"imageTag\":\"2\"", "\"imageTag\":\"latest\"")
                        .contains("application/vnd.oci.image.index.v1+json"));
        assertThat(stub.requests())
                .anySatisfy(request -> assertThat(request.body()).contains("\"registryId\":\"444455556666\""));
        assertThat(regions).containsExactly("eu-west-1", "us-east-1");
    }

    @Test
    void anIndexComesWithTheImagesOfItsPlatforms() {
        stub.answer(request ->
                Answer.json("{\"images\":[{\"imageId\":{\"imageTag\":\"1\",\"imageDigest\":\"sha256:index\"},"
                        + "\"imageManifest\":\"{\\\"manifests\\\":[{\\\"digest\\\":\\\"sha256:amd\\\"},"
                        + "{\\\"digest\\\":\\\"sha256:arm\\\"}]}\"}]}"));

        RegistryImage image = read(HERE + "shop:1").get(HERE + "shop:1");

        assertThat(image)
                .isEqualTo(new RegistryImage(
                        "sha256:index", Set.of("sha256:amd", "sha256:arm"), RegistryImage.Answer.FOUND));
        assertThat(image.isRunBy("sha256:arm")).isTrue();
        assertThat(image.isRunBy("sha256:other")).isFalse();
    }

    @Test
    void aManifestThatIsNoJsonHidesNoDigest() {
        stub.answer(
                request -> Answer.json("{\"images\":[{\"imageId\":{\"imageTag\":\"1\",\"imageDigest\":\"sha256:a\"},"
                        + "\"imageManifest\":\"old\"}]}"));

        assertThat(read(HERE + "shop:1").get(HERE + "shop:1").digest()).isEqualTo("sha256:a");
    }

    @Test
    void aTagThatIsNotThereIsToldApartFromTheOthers() {
        stub.answer(
                request -> Answer.json("{\"images\":[{\"imageId\":{\"imageTag\":\"1\",\"imageDigest\":\"sha256:a\"}}],"
                        + "\"failures\":[{\"imageId\":{\"imageTag\":\"2\"},\"failureCode\":\"ImageNotFound\"}]}"));

        Map<String, RegistryImage> found = read(HERE + "shop:1", HERE + "shop:2");

        assertThat(found.get(HERE + "shop:1").answer()).isEqualTo(RegistryImage.Answer.FOUND);
        assertThat(found.get(HERE + "shop:2").answer()).isEqualTo(RegistryImage.Answer.NO_SUCH_TAG);
    }

    @ParameterizedTest
    @CsvSource({"AccessDeniedException, DENIED", "RepositoryNotFoundException, NO_SUCH_REPOSITORY"})
    void whatNobodyCanTellStopsNothing(String code, RegistryImage.Answer answer) {
        stub.answer(request -> Answer.error(400, code, "refused"));

        assertThat(read(HERE + "shop:1"))
                .containsExactly(Map.entry(HERE + "shop:1", new RegistryImage(null, Set.of(), answer)));
    }

    @Test
    void whatIsWrongWithTheCallIsTold() {
        stub.answer(request -> Answer.error(400, "InvalidParameterException", "Invalid parameter at 'registryId'"));

        assertThatThrownBy(() -> read(HERE + "shop:1"))
                .isInstanceOf(DeployerException.class)
                .hasMessageContaining("Invalid parameter at 'registryId'");
    }

    @Test
    void withoutImagesNobodyIsAsked() {
        assertThat(read()).isEmpty();
        assertThat(stub.operations()).isEmpty();
    }
}
