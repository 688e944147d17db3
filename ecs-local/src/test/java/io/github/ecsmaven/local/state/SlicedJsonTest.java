package io.github.ecsmaven.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeVisitor;

class SlicedJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                " -1.50e3 ",
                "\"text \\u20ac \\\" €\"",
                "[1,[2,{\"a\":[3]}]]",
                "{\"port\":4566,\"on\":true,\"off\":false,\"none\":null,\"name\":\"a\\nb\"}",
                "{ \"ecs\" : { \"services\" : [ {\"a\":[1,2,{\"b\":\"ü\"}]} , {} , \"x\" , 12 , null, [ ] ] , \"empty\":[] } }",
                "{\"sessions\":[{\"id\":\"𝄞 €\"},{\"id\":\"b\"}],\"port\":1,\"ecs\":{\"tags\":{\"a\":{\"k\":\"v\"}},\"n\":12345}}"
            })
    void readsWhatTheWholeParserReads(String text) {
        JsonNode sliced = SlicedJson.parse(text.getBytes(StandardCharsets.UTF_8));

        assertThat(plain(sliced)).isEqualTo(plain(JsonNode.parser().parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{\"a\":{\"b\":[{\"c\":}]}}",
                "{\"a\":{\"b\":[1,2}}",
                "{} {}",
                "[1] 2",
                "{\"a\":tru}",
                "{\"a\":\"never ends}"
            })
    void refusesAtOnceWhatIsNotJson(String text) {
        assertThatThrownBy(() -> SlicedJson.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aListIsNoObjectAndNeitherIsAText() {
        JsonNode object = SlicedJson.parse("{\"list\":[1]}".getBytes(StandardCharsets.UTF_8));
        JsonNode list = object.field("list").orElseThrow();

        assertThat(object.isObject()).isTrue();
        assertThat(object.isArray()).isFalse();
        assertThat(object.field("none")).isEmpty();
        assertThat(object.text()).isNull();
        assertThat(list.isArray()).isTrue();
        assertThat(list.index(0)).map(JsonNode::asNumber).contains("1");
        assertThat(list.index(1)).isEmpty();
        for (JsonNode node : List.of(object, list)) {
            assertThatThrownBy(node::asNumber).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(node::asString).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(node::asBoolean).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(node::asEmbeddedObject).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThatThrownBy(list::asObject).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(object::asArray).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Object plain(JsonNode node) {
        return node.visit(new JsonNodeVisitor<Object>() {
            @Override
            public Object visitNull() {
                return "null";
            }

            @Override
            public Object visitBoolean(boolean value) {
                return value;
            }

            @Override
            public Object visitNumber(String value) {
                return "number " + value;
            }

            @Override
            public Object visitString(String value) {
                return "text " + value;
            }

            @Override
            public Object visitArray(List<JsonNode> array) {
                return array.stream().map(SlicedJsonTest::plain).toList();
            }

            @Override
            public Object visitObject(Map<String, JsonNode> object) {
                return object.entrySet().stream()
                        .map(member -> member.getKey() + ": " + plain(member.getValue()))
                        .toList();
            }

            @Override
            public Object visitEmbeddedObject(Object value) {
                throw new AssertionError("JSON has none");
            }
        });
    }
}
