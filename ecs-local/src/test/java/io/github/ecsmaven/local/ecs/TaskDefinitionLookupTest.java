package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.wire.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

class TaskDefinitionLookupTest {
    private static final String FAMILY_ARN = LocalEcs.ARN + "task-definition/web";

    private final LocalEcs ecs = new LocalEcs();

    @ParameterizedTest
    @CsvSource({"web,3", "web:1,1", "web:3,3", "ARN:2,2", "ARN,3"})
    void isFoundByFamilyByRevisionAndByArn(String reference, int revision) {
        registerThreeRevisions();

        DescribeTaskDefinitionResponse answer = describe(reference.replace("ARN", FAMILY_ARN));

        assertThat(answer.taskDefinition().revision()).isEqualTo(revision);
        assertThat(answer.hasTags()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other",
                "web:4",
                "web:0",
                "web:x",
                "we",
                "arn:aws:ecs:eu-west-1:999999999999:task-definition/web:1",
                "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1"
            })
    void anUnknownOneCannotBeDescribed(String reference) {
        registerThreeRevisions();

        assertThatThrownBy(() -> describe(reference))
                .isInstanceOf(ApiException.class)
                .hasMessage("Unable to describe task definition.");
    }

    @Test
    void theFamilyMeansItsLatestActiveRevision() {
        registerThreeRevisions();
        DeregisterTaskDefinitionResponse gone = ecs.pass(Duration.ofSeconds(1))
                .call(DeregisterTaskDefinitionRequest.builder()
                        .taskDefinition("web:3")
                        .build());

        assertThat(gone.taskDefinition().status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
        assertThat(gone.taskDefinition().deregisteredAt()).isEqualTo(LocalEcs.START.plusSeconds(1));
        assertThat(describe("web").taskDefinition().revision()).isEqualTo(2);
        assertThat(describe("web:3").taskDefinition().status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
        assertThat(ecs.register("web", "image:4").revision()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "web,Invalid revision number. Number: web",
        "web:9,'The specified task definition does not exist. Specify a valid account, family, revision and try again.'"
    })
    void onlyARevisionThatIsThereCanBeDeregistered(String reference, String message) {
        registerThreeRevisions();

        assertThatThrownBy(() -> ecs.call(DeregisterTaskDefinitionRequest.builder()
                        .taskDefinition(reference)
                        .build()))
                .hasMessage(message);
    }

    @Test
    void tagsStandBesideTheDefinitionAndOnlyWhenAskedFor() {
        ecs.register(LocalEcs.onFargate("web", "i")
                .tags(Tag.builder().key("team").value("a").build())
                .build());

        assertThat(describe("web").hasTags()).isFalse();
        DescribeTaskDefinitionResponse withTags = ecs.call(DescribeTaskDefinitionRequest.builder()
                .taskDefinition("web")
                .include(TaskDefinitionField.TAGS)
                .build());
        assertThat(withTags.tags())
                .containsExactly(Tag.builder().key("team").value("a").build());
    }

    @Test
    void aListingHasPagesAndFilters() {
        registerThreeRevisions();
        ecs.register("other", "i");
        ecs.call(DeregisterTaskDefinitionRequest.builder()
                .taskDefinition("web:2")
                .build());

        assertThat(list(ListTaskDefinitionsRequest.builder().build()))
                .containsExactly(LocalEcs.ARN + "task-definition/other:1", FAMILY_ARN + ":1", FAMILY_ARN + ":3");
        assertThat(list(ListTaskDefinitionsRequest.builder()
                        .familyPrefix("web")
                        .sort(SortOrder.DESC)
                        .maxResults(1)
                        .build()))
                .containsExactly(FAMILY_ARN + ":3", FAMILY_ARN + ":1");
        assertThat(list(ListTaskDefinitionsRequest.builder()
                        .status(TaskDefinitionStatus.INACTIVE)
                        .build()))
                .containsExactly(FAMILY_ARN + ":2");
        assertThat(list(ListTaskDefinitionsRequest.builder().familyPrefix("we").build()))
                .isEmpty();
    }

    @Test
    void aTokenThatIsNotOursIsRefused() {
        assertThatThrownBy(() -> list(ListTaskDefinitionsRequest.builder()
                        .nextToken("no token")
                        .build()))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> list(
                        ListTaskDefinitionsRequest.builder().maxResults(101).build()))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void regionsAreApart() {
        ecs.register("web", "i");

        assertThatThrownBy(() -> ecs.callIn(
                        "us-east-1",
                        DescribeTaskDefinitionRequest.builder()
                                .taskDefinition("web")
                                .build()))
                .isInstanceOf(ApiException.class);
    }

    private void registerThreeRevisions() {
        for (int i = 1; i <= 3; i++) {
            ecs.register("web", "image:" + i);
        }
    }

    private DescribeTaskDefinitionResponse describe(String reference) {
        return ecs.call(DescribeTaskDefinitionRequest.builder()
                .taskDefinition(reference)
                .build());
    }

    private List<String> list(ListTaskDefinitionsRequest request) {
        List<String> all = new ArrayList<>();
        ListTaskDefinitionsRequest next = request;
        while (true) {
            ListTaskDefinitionsResponse page = ecs.call(next);
            all.addAll(page.taskDefinitionArns());
            if (page.nextToken() == null) {
                return all;
            }
            next = request.toBuilder().nextToken(page.nextToken()).build();
        }
    }
}
