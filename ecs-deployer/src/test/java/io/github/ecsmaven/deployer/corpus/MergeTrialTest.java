package io.github.ecsmaven.deployer.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class MergeTrialTest {
    @Test
    void everyMemberOfUpdateServiceIsTried() {
        Set<String> members = new TreeSet<>(
                UpdateServiceRequest.builder().build().sdkFieldNameToField().keySet());
        members.removeAll(MergeTrial.NOT_TRIED);
        DeploymentConfiguration.builder()
                .build()
                .sdkFieldNameToField()
                .keySet()
                .forEach(child -> members.add("deploymentConfiguration." + child));

        assertThat(MergeTrial.all().stream().map(MergeTrial::member).collect(Collectors.toSet()))
                .isEqualTo(members);
    }
}
