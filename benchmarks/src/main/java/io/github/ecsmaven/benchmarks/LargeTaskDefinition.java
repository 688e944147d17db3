package io.github.ecsmaven.benchmarks;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The largest task definition that ECS takes: 64 KiB, in 10 containers with 500 variables together. */
final class LargeTaskDefinition {
    private static final int CONTAINERS = 10;
    private static final int VARIABLES = 50;

    private LargeTaskDefinition() {}

    /** Whose words it is in. */
    enum Form {
        /** Without AWS's defaults, variables in the order written. */
        AS_WRITTEN,
        /** With all that ECS fills in, variables in another order. */
        AS_RETURNED
    }

    /**
     * As JSON.
     *
     * @param value what begins the value of each variable
     */
    static byte[] json(Form form, String value) {
        JsonWriter json = JsonWriter.create();
        write(json, form, value);
        return json.getBytes();
    }

    /** An answer of DescribeTaskDefinition. */
    static byte[] answer(String value) {
        JsonWriter json = JsonWriter.create();
        json.writeStartObject();
        json.writeFieldName("taskDefinition");
        write(json, Form.AS_RETURNED, value);
        json.writeEndObject();
        return json.getBytes();
    }

    /** A descriptor of it. */
    static String descriptor(String value) {
        return "{\"version\": 1, \"region\": \"eu-west-1\", \"taskDefinition\": "
                + new String(json(Form.AS_WRITTEN, value), StandardCharsets.UTF_8) + "}";
    }

    private static void write(JsonWriter json, Form form, String value) {
        boolean returned = form == Form.AS_RETURNED;
        json.writeStartObject();
        text(json, "family", "large");
        text(json, "networkMode", "awsvpc");
        text(json, "cpu", returned ? "4096" : "4 vCPU");
        text(json, "memory", returned ? "8192" : "8 GB");
        if (returned) {
            text(json, "taskDefinitionArn", "arn:aws:ecs:eu-west-1:111122223333:task-definition/large:1");
            text(json, "status", "ACTIVE");
            json.writeFieldName("revision").writeValue(1);
            array(json, "volumes");
            array(json, "placementConstraints");
        }
        json.writeFieldName("requiresCompatibilities").writeStartArray();
        json.writeValue("FARGATE");
        json.writeEndArray();
        json.writeFieldName("containerDefinitions").writeStartArray();
        for (int container = 0; container < CONTAINERS; container++) {
            container(json, form, returned ? CONTAINERS - 1 - container : container, value);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void container(JsonWriter json, Form form, int number, String value) {
        boolean returned = form == Form.AS_RETURNED;
        json.writeStartObject();
        text(json, "name", "container" + number);
        text(json, "image", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/large:1.4.1");
        json.writeFieldName("portMappings").writeStartArray();
        json.writeStartObject();
        json.writeFieldName("containerPort").writeValue(8000 + number);
        if (returned) {
            json.writeFieldName("hostPort").writeValue(8000 + number);
            text(json, "protocol", "tcp");
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeFieldName("environment").writeStartArray();
        for (int variable = 0; variable < VARIABLES; variable++) {
            json.writeStartObject();
            text(json, "name", "VARIABLE_" + (returned ? VARIABLES - 1 - variable : variable));
            text(json, "value", value + "abcdefghi ".repeat(8));
            json.writeEndObject();
        }
        json.writeEndArray();
        if (returned) {
            json.writeFieldName("cpu").writeValue(0);
            json.writeFieldName("essential").writeValue(true);
            array(json, "mountPoints");
            array(json, "volumesFrom");
            array(json, "systemControls");
        }
        json.writeEndObject();
    }

    private static void array(JsonWriter json, String name) {
        json.writeFieldName(name).writeStartArray();
        json.writeEndArray();
    }

    private static void text(JsonWriter json, String name, String value) {
        json.writeFieldName(name).writeValue(value);
    }
}
