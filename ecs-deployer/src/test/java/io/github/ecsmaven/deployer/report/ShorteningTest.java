package io.github.ecsmaven.deployer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShorteningTest {
    @ParameterizedTest
    @CsvSource({
        "short, 40, short",
        "abcdefghijklmnopqrstuvwxyz, 13, abcdef…uvwxyz",
        "abcdefghijklmnopqrstuvwxyz, 1, abcde…uvwxyz",
        "abcdefghijkl, 12, abcdefghijkl"
    })
    void aLongTextLosesItsMiddle(String text, int room, String shortened) {
        assertThat(Shortening.middle(text, room)).isEqualTo(shortened);
    }

    @Test
    void whatDiffersIsSeenWhereverItIs() {
        String common = "registry.example/team/orders@sha256:";
        Shortening.Pair end = Shortening.pair(common + "1f2e", common + "9ab0", 40);
        assertThat(end.before()).isEqualTo("…@sha256:1f2e");
        assertThat(end.after()).isEqualTo("…@sha256:9ab0");

        String long1 = "a".repeat(50) + "1" + "b".repeat(50);
        String long2 = "a".repeat(50) + "2" + "b".repeat(50);
        Shortening.Pair middle = Shortening.pair(long1, long2, 40);
        assertThat(middle.before()).isNotEqualTo(middle.after()).contains("1");
        assertThat(middle.after()).contains("2");
        assertThat(middle.before().length() + middle.after().length()).isLessThanOrEqualTo(40);
    }

    @Test
    void whereAllFitsNothingIsShortened() {
        assertThat(Shortening.pair("orders:1", "orders:2", 16)).isEqualTo(new Shortening.Pair("orders:1", "orders:2"));
    }

    @Test
    void aShortOneLeavesItsRoomToALongOne() {
        Shortening.Pair pair = Shortening.pair("on", "x".repeat(100), 60);
        assertThat(pair.before()).isEqualTo("on");
        assertThat(pair.after()).hasSize(58);
    }

    @Test
    void noCharacterIsCutInTwo() {
        String shortened = Shortening.middle("🚀".repeat(40), 21);
        assertThat(shortened.codePoints().filter(c -> c >= 0xd800 && c <= 0xdfff))
                .isEmpty();
    }
}
