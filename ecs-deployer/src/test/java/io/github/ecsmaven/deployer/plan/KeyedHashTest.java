package io.github.ecsmaven.deployer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.descriptor.value.Value;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyedHashTest {
    private final KeyedHash hash = new KeyedHash(new byte[KeyedHash.KEY_LENGTH]);

    /** Every action that there is, and that there will be. */
    static Stream<Class<?>> actions() {
        return actions(Action.class);
    }

    private static Stream<Class<?>> actions(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(KeyedHashTest::actions)
                : Stream.of(kind);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("actions")
    void everyPartOfAnActionCounts(Class<?> action) throws ReflectiveOperationException {
        RecordComponent[] components = action.getRecordComponents();
        Object one = make(action, -1);
        assertThat(hash.of(make(action, -1))).isEqualTo(hash.of(one));
        for (int index = 0; index < components.length; index++) {
            assertThat(hash.of(make(action, index)))
                    .as("with another %s", components[index].getName())
                    .isNotEqualTo(hash.of(one));
        }
    }

    @Test
    void actionsOfDifferentKindsAreNeverTheSame() {
        assertThat(hash.of(new RevisionReference.NewRevision()))
                .isNotEqualTo(hash.of(new RevisionReference.Unchanged()));
    }

    @Test
    void theOrderOfMembersIsNoDifferenceAndThatOfListsIs() {
        Map<String, Value> one = new LinkedHashMap<>();
        one.put("a", new Value.Text("1"));
        one.put("b", new Value.Text("2"));
        Map<String, Value> other = new LinkedHashMap<>();
        other.put("b", new Value.Text("2"));
        other.put("a", new Value.Text("1"));

        assertThat(hash.of(new Value.Structure(one))).isEqualTo(hash.of(new Value.Structure(other)));
        assertThat(hash.of(List.of("a", "b"))).isNotEqualTo(hash.of(List.of("b", "a")));
        assertThat(hash.ofUnordered(List.of("a", "b"))).isEqualTo(hash.ofUnordered(List.of("b", "a")));
        assertThat(hash.of(Optional.of("a"))).isEqualTo(hash.of("a"));
    }

    @Test
    void valuesThatRunIntoEachOtherAreTold() {
        assertThat(hash.of(List.of("a, b"))).isNotEqualTo(hash.of(List.of("a", "b")));
        assertThat(hash.of(Map.of("a", "1, b=2"))).isNotEqualTo(hash.of(Map.of("a", "1", "b", "2")));
        assertThat(hash.of(new Value.Text("1"))).isNotEqualTo(hash.of(Value.Numeral.of(1)));
        assertThat(hash.of(new Value.Structure(Map.of()))).isNotEqualTo(hash.of(new Value.Mapping(Map.of())));
        assertThat(hash.of("null")).isNotEqualTo(hash.of(null));
    }

    @Test
    void anotherKeyGivesOtherHashes() {
        byte[] key = new byte[KeyedHash.KEY_LENGTH];
        key[0] = 1;

        assertThat(new KeyedHash(key).of("a")).isNotEqualTo(hash.of("a"));
        assertThat(KeyedHash.ofEncodedKey(new KeyedHash(key).encodedKey()).of("a"))
                .isEqualTo(new KeyedHash(key).of("a"));
        assertThat(hash).hasToString("KeyedHash");
        assertThatThrownBy(() -> new KeyedHash(new byte[1])).isInstanceOf(IllegalArgumentException.class);
    }

    /** @param other the component that has another value; -1: none */
    private static Object make(Class<?> type, int other) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        List<Object> arguments = new ArrayList<>();
        for (int index = 0; index < components.length; index++) {
            arguments.add(sample(components[index].getGenericType(), index == other));
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(arguments.toArray());
    }

    private static Object sample(Type type, boolean other) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (Map.class.isAssignableFrom((Class<?>) generic.getRawType())) {
                return Map.of("key", sample(of[1], other));
            }
            return List.of(sample(of[0], other));
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return other ? "other" : "one";
        }
        if (raw == Duration.class) {
            return Duration.ofMinutes(other ? 2 : 1);
        }
        if (raw == Value.Structure.class || raw == Value.class) {
            return new Value.Structure(Map.of("member", new Value.Text(other ? "other" : "one")));
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[other ? 1 : 0];
        }
        if (raw == int.class || raw == Integer.class) {
            return other ? 2 : 1;
        }
        if (raw.isSealed()) {
            Class<?> kind = raw.getPermittedSubclasses()[other ? 1 : 0];
            return make(kind, -1);
        }
        return make(raw, other ? 0 : -1);
    }
}
