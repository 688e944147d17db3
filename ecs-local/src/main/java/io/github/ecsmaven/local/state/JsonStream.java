package io.github.ecsmaven.local.state;

import java.io.OutputStream;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.thirdparty.jackson.core.JsonGenerator;

/** JSON that goes out while it is written: the SDK's writer would keep all of it in memory, several times over. */
final class JsonStream {
    private JsonStream() {}

    /** A writer whose {@code close} flushes the stream and leaves it open. */
    static JsonWriter on(OutputStream stream) {
        return JsonWriter.builder()
                .jsonGeneratorFactory(inMemory -> JsonNodeParser.DEFAULT_JSON_FACTORY
                        .createGenerator(stream)
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET))
                .build();
    }
}
