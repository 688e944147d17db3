package io.github.ecsmaven.descriptor.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "image,   image,   0",
        "Image,   image,   0",
        "imge,    image,   1",
        "imagee,  image,   1",
        "imaeg,   image,   1",
        "omage,   image,   1",
        "kitten,  sitting, 3",
        "ca,      abc,     3"
    })
    void neighboursThatAreSwappedCountOnce(String one, String other, int distance) {
        assertThat(Nearest.distance(one, other)).isEqualTo(distance);
        assertThat(Nearest.distance(other, one)).isEqualTo(distance);
    }

    @Test
    void theBestThreeAreNamedAndNothingFarAway() {
        assertThat(Nearest.several("portMapping", List.of("portMappings", "portMap", "name", "portMaping")))
                .containsExactly("portMaping", "portMappings");
        assertThat(Nearest.to("x", List.of("command"))).isEmpty();
        assertThat(Nearest.to("y".repeat(300), List.of("y".repeat(300)))).isEmpty();
    }
}
