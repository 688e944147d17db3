package io.github.ecsmaven.descriptor.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SecrecyTest {
    private static final KeyedPath PATH = KeyedPath.of("taskDefinition", "links");

    @Test
    void aSecretIsMaskedWhereverItStands() {
        Secrecy secrecy = secret("hunter2");

        assertThat(secrecy.masked("the value hunter2 in jdbc://hunter2@host"))
                .isEqualTo("the value (sensitive) in jdbc://(sensitive)@host");
        assertThat(secrecy.hides(new Value.Text("jdbc://hunter2@host"))).isTrue();
        assertThat(secrecy.hides(new Value.Text("hunter3"))).isFalse();
        assertThat(secrecy.isIn("nothing")).isFalse();
    }

    @Test
    void theLongerOfTwoIsMaskedWhole() {
        assertThat(new Secrecy(Set.of(PATH), Set.of("secret", "secret-and-more")).masked("secret-and-more"))
                .isEqualTo("(sensitive)");
    }

    @Test
    void aSecretOfSeveralLinesIsMaskedAlsoWhereItsLinesWereJoinedOrEscaped() {
        Secrecy secrecy = secret("-----BEGIN KEY-----\nMIIEvQ\"IBADAN\n-----END KEY-----\n");

        assertThat(secrecy.masked("-----BEGIN KEY----- MIIEvQ\"IBADAN -----END KEY-----"))
                .doesNotContain("MIIEvQ");
        assertThat(secrecy.masked("\"-----BEGIN KEY-----\\nMIIEvQ\\\"IBADAN\\n-----END KEY-----\\n\""))
                .doesNotContain("MIIEvQ");
    }

    @Test
    void aShortSecretIsMaskedAsAValueAndNotInsideOfWords() {
        Secrecy secrecy = secret("on");

        assertThat(secrecy.hides(new Value.Text("on"))).isTrue();
        assertThat(secrecy.masked("deployment of one")).isEqualTo("deployment of one");
    }

    @Test
    void aPathCoversWhatIsBelowIt() {
        Secrecy secrecy = secret("hunter2");

        assertThat(secrecy.covers(PATH)).isTrue();
        assertThat(secrecy.covers(PATH.index(0))).isTrue();
        assertThat(secrecy.covers(KeyedPath.of("taskDefinition"))).isFalse();
        assertThat(secrecy.masked(PATH.key("hunter2"))).hasToString("taskDefinition.links[(sensitive)]");
    }

    @Test
    void nothingIsSecretWhereNothingIs() {
        assertThat(Secrecy.none().isEmpty()).isTrue();
        assertThat(Secrecy.none().masked("text")).isEqualTo("text");
        assertThat(new Secrecy(Set.of(PATH), Set.of("  ")).masked("a  b")).isEqualTo("a  b");
        assertThat(secret("hunter2")).asString().doesNotContain("hunter2");
    }

    private static Secrecy secret(String text) {
        return new Secrecy(Set.of(PATH), Set.of(text));
    }
}
