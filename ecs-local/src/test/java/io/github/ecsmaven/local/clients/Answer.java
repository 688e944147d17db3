package io.github.ecsmaven.local.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * What a client was answered.
 *
 * @param client {@code boto3} or {@code awscli}
 * @param service as the client calls it
 * @param body as it came over the wire
 */
record Answer(String client, String service, String operation, int status, String body) {
    /** The answers that the driver kept, one a line. */
    static List<Answer> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> JsonNode.parser().parse(line))
                .map(line -> new Answer(
                        text(line, "client"),
                        text(line, "service"),
                        text(line, "operation"),
                        Integer.parseInt(line.field("status").orElseThrow().asNumber()),
                        text(line, "body")))
                .toList();
    }

    boolean isError() {
        return status >= 300;
    }

    private static String text(JsonNode line, String field) {
        return line.field(field).orElseThrow().asString();
    }
}
