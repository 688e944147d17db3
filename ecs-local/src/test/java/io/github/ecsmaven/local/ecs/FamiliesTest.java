package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.wire.ApiException;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

class FamiliesTest {
    private final LocalEcs ecs = new LocalEcs();

    @BeforeEach
    void register() {
        ecs.register("hpcc", "image:1");
        ecs.register("hpcc-large", "image:1");
        ecs.register("web", "image:1");
        ecs.register("web", "image:2");
        deregister("hpcc-large:1");
        deregister("web:1");
    }

    @Test
    void familiesAreListedByPrefixAndStatusInPages() {
        assertThat(families(request -> request)).containsExactly("hpcc", "hpcc-large", "web");
        assertThat(families(request -> request.familyPrefix("hpcc"))).containsExactly("hpcc", "hpcc-large");
        assertThat(families(request -> request.status(TaskDefinitionFamilyStatus.ACTIVE)))
                .containsExactly("hpcc", "web");
        assertThat(families(request -> request.status(TaskDefinitionFamilyStatus.INACTIVE)))
                .containsExactly("hpcc-large");
        assertThat(families(request -> request.status(TaskDefinitionFamilyStatus.ALL)))
                .hasSize(3);
        ListTaskDefinitionFamiliesResponse page = ecs.call(
                ListTaskDefinitionFamiliesRequest.builder().maxResults(2).build());
        assertThat(page.families()).containsExactly("hpcc", "hpcc-large");
        assertThat(families(request -> request.nextToken(page.nextToken()))).containsExactly("web");
        assertThatThrownBy(() -> families(request -> request.status("SLEEPING")))
                .hasMessageContaining("Invalid 'status' setting: SLEEPING");
    }

    @Test
    void anInactiveRevisionIsDeletedAndCanStillBeDescribed() {
        DeleteTaskDefinitionsResponse answer = delete("web:1");

        assertThat(answer.failures()).isEmpty();
        assertThat(answer.taskDefinitions()).singleElement().satisfies(deleted -> {
            assertThat(deleted.status()).isEqualTo(TaskDefinitionStatus.DELETE_IN_PROGRESS);
            assertThat(deleted.deleteRequestedAt()).isEqualTo(ecs.now());
            assertThat(deleted.deregisteredAt()).isNotNull();
        });
        DescribeTaskDefinitionResponse described = ecs.call(
                DescribeTaskDefinitionRequest.builder().taskDefinition("web:1").build());
        assertThat(described.taskDefinition())
                .isEqualTo(answer.taskDefinitions().get(0));
        ListTaskDefinitionsResponse listed = ecs.call(ListTaskDefinitionsRequest.builder()
                .status(TaskDefinitionStatus.DELETE_IN_PROGRESS)
                .build());
        assertThat(listed.taskDefinitionArns()).containsExactly(LocalEcs.ARN + "task-definition/web:1");
        assertThat(ecs.register("web", "image:3").revision()).isEqualTo(3);
    }

    @Test
    void deletingAgainOrDeregisteringWhatIsBeingDeletedChangesNothing() {
        TaskDefinition first = delete("web:1").taskDefinitions().get(0);

        assertThat(ecs.settle().touch().now()).isNotNull();
        assertThat(delete("web:1").taskDefinitions()).containsExactly(first);
        DeregisterTaskDefinitionResponse deregistered = ecs.call(DeregisterTaskDefinitionRequest.builder()
                .taskDefinition("web:1")
                .build());
        assertThat(deregistered.taskDefinition()).isEqualTo(first);
        assertThatThrownBy(() -> ecs.create(LocalEcs.service("s", "web:1", 1).build()))
                .hasMessageContaining("inactive");
    }

    @Test
    void whatIsActiveOrUnknownIsAFailureBesideTheOthers() {
        DeleteTaskDefinitionsResponse answer = delete("web:2", "web:1", "web:9");

        assertThat(answer.taskDefinitions())
                .extracting(TaskDefinition::revision)
                .containsExactly(1);
        assertThat(answer.failures())
                .extracting(Failure::arn)
                .containsExactly(LocalEcs.ARN + "task-definition/web:2", LocalEcs.ARN + "task-definition/web:9");
        assertThat(answer.failures().get(0).reason()).contains("still in ACTIVE status");
        assertThat(answer.failures().get(1).reason()).contains("does not exist");
    }

    @Test
    void tenWithTheirRevisionsCanBeDeletedAtOnce() {
        assertThatThrownBy(() -> delete(Collections.nCopies(11, "web:1").toArray(new String[0])))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.code()).isEqualTo("InvalidParameterException"))
                .hasMessageContaining("more than 10");
        assertThatThrownBy(() -> delete()).hasMessageContaining("empty");
        assertThatThrownBy(() -> delete("web")).hasMessageContaining("Invalid revision number");
    }

    private DeleteTaskDefinitionsResponse delete(String... references) {
        return ecs.call(DeleteTaskDefinitionsRequest.builder()
                .taskDefinitions(references)
                .build());
    }

    private void deregister(String reference) {
        ecs.call(DeregisterTaskDefinitionRequest.builder()
                .taskDefinition(reference)
                .build());
    }

    private List<String> families(UnaryOperator<ListTaskDefinitionFamiliesRequest.Builder> filter) {
        ListTaskDefinitionFamiliesResponse answer = ecs.call(
                filter.apply(ListTaskDefinitionFamiliesRequest.builder()).build());
        return answer.families();
    }
}
