package io.github.ecsmaven.deployer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class ManagedFieldCodesTest {
    private final ManagedFieldCodes codes = ManagedFieldCodes.load();

    @Test
    void everyMemberOfTheApiHasACode() {
        Set<String> members = new TreeSet<>(
                CreateServiceRequest.builder().build().sdkFieldNameToField().keySet());
        members.addAll(
                UpdateServiceRequest.builder().build().sdkFieldNameToField().keySet());
        DeploymentConfiguration.builder()
                .build()
                .sdkFieldNameToField()
                .keySet()
                .forEach(child -> members.add("deploymentConfiguration." + child));
        assertThat(codes.members())
                .as("managed-field-codes.tsv: give each new member two letters that no other has or had")
                .containsAll(members);
    }

    @Test
    void allMembersTogetherFitIntoTheValueOfATag() {
        assertThat(codes.write(codes.members(), Set.of())).hasSizeLessThanOrEqualTo(ManagedFieldCodes.LONGEST);
    }

    @ParameterizedTest
    @CsvSource({
        "loadBalancers, lb",
        "networkConfiguration, nw",
        "serviceConnectConfiguration, sc",
        "deploymentConfiguration.deploymentCircuitBreaker, dd",
        "deploymentConfiguration.strategy, dt",
        "enableExecuteCommand, ex",
        "capacityProviderStrategy, cs",
        "healthCheckGracePeriodSeconds, hc",
        "propagateTags, pt",
        "monitoring, mo",
    })
    void aCodeThatIsOutThereKeepsItsMeaning(String member, String code) {
        assertThat(codes.read(code).members()).containsExactly(member);
        assertThat(codes.write(Set.of(member), Set.of())).isEqualTo(code);
    }

    @Test
    void whatIsWrittenIsRead() {
        Random random = new Random(20261123);
        for (int round = 0; round < 200; round++) {
            Set<String> members = codes.members().stream()
                    .filter(member -> random.nextBoolean())
                    .collect(Collectors.toSet());
            assertThat(codes.read(codes.write(members, Set.of())).members()).isEqualTo(members);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "lb", "lb  nw", "nw lb lb", " lb\tnw "})
    void blanksAndRepetitionsAreNoDamage(String text) {
        ManagedFieldCodes.Reading reading = codes.read(text);
        assertThat(reading.damaged()).isEmpty();
        assertThat(reading.unknown()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsKeptApartFromWhatIsDamaged() {
        ManagedFieldCodes.Reading reading = codes.read("lb zz {\"a\":1} LB x nwnw");
        assertThat(reading.members()).containsExactly("loadBalancers");
        assertThat(reading.unknown()).containsExactly("zz");
        assertThat(reading.damaged()).containsExactlyInAnyOrder("{\"a\":1}", "LB", "x", "nwnw");
    }

    @Test
    void anyTextIsReadWithoutAnError() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            String text = IntStream.range(0, random.nextInt(256))
                    .mapToObj(index -> String.valueOf((char) random.nextInt(0x300)))
                    .collect(Collectors.joining());
            assertThat(codes.read(text)).isNotNull();
        }
    }

    @Test
    void codesOfAnotherVersionAreKeptAsFarAsTheyFindRoom() {
        Set<String> unknown = IntStream.range(0, 26 * 26)
                .mapToObj(index -> "" + (char) ('a' + index / 26) + (char) ('a' + index % 26))
                .filter(code -> codes.read(code).members().isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        String text = codes.write(codes.members(), unknown);
        assertThat(text).hasSizeLessThanOrEqualTo(ManagedFieldCodes.LONGEST);
        assertThat(codes.read(text).members()).isEqualTo(codes.members());
        assertThat(Stream.of(text.split(" ")).filter(unknown::contains)).isNotEmpty();
    }
}
