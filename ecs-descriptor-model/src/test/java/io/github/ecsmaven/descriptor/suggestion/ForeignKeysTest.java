package io.github.ecsmaven.descriptor.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignKeysTest {
    private final ForeignKeys keys = ForeignKeys.load();

    @ParameterizedTest
    @CsvSource({
        "ContainerDefinition, ports, portMappings",
        "ContainerDefinition, env_file, environmentFiles",
        "ContainerDefinition, EnvFile, environmentFiles",
        "CreateServiceRequest, ordered_placement_strategy, placementStrategy",
        "CreateServiceRequest, PlacementStrategies, placementStrategy",
        "HealthCheck, test, CMD-SHELL"
    })
    void aKeyOfAnotherToolIsAnsweredWithHowItIsWrittenHere(String structure, String key, String told) {
        assertThat(keys.cure(structure, key))
                .hasValueSatisfying(cure -> assertThat(cure).contains(told).doesNotEndWith("."));
    }

    @ParameterizedTest
    @CsvSource({"container_definitions, containerDefinitions", "ContainerDefinitions, containerDefinitions", "Cpu, cpu"
    })
    void twoSpellingsOfANameHaveTheSameLetters(String key, String name) {
        assertThat(ForeignKeys.plain(key)).isEqualTo(ForeignKeys.plain(name));
        assertThat(keys.cure("ContainerDefinition", "nothingLikeIt")).isEmpty();
    }
}
