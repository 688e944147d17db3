package io.github.ecsmaven.local.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills a shape with values, by its fields' metadata. */
final class RandomShape {
    private static final int DEEPEST = 6;

    private final Random random;

    RandomShape(long seed) {
        this.random = new Random(seed);
    }

    SdkPojo fill(SdkPojo builder) {
        return fill(builder, 0);
    }

    private SdkPojo fill(SdkPojo builder, int depth) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (random.nextInt(4) > 0 && depth < DEEPEST) {
                field.set(builder, value(field, depth));
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private Object value(SdkField<?> field, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text();
            case INTEGER -> random.nextInt();
            case LONG -> random.nextLong();
            case SHORT -> (short) random.nextInt();
            case BYTE -> (byte) random.nextInt();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case BIG_DECIMAL -> BigDecimal.valueOf(random.nextLong(), 3);
            case BOOLEAN -> random.nextBoolean();
            case INSTANT -> Instant.ofEpochMilli(random.nextInt() * 1000L + random.nextInt(1000));
            case SDK_BYTES -> SdkBytes.fromUtf8String(text());
            case SDK_POJO -> fill(field.constructor().get(), depth + 1);
            case LIST -> list(field.getRequiredTrait(ListTrait.class), depth);
            case MAP -> map(field.getRequiredTrait(MapTrait.class), depth);
            case DOCUMENT -> Document.fromMap(Map.of(text(), document(0)));
            case NULL -> throw new AssertionError("no shape has a member that is always null");
        };
    }

    private List<Object> list(ListTrait trait, int depth) {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            values.add(value(trait.memberFieldInfo(), depth + 1));
        }
        return values;
    }

    private Map<String, Object> map(MapTrait trait, int depth) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            values.put(text(), value(trait.valueFieldInfo(), depth + 1));
        }
        return values;
    }

    private Document document(int depth) {
        return switch (random.nextInt(depth < 3 ? 6 : 4)) {
            case 0 -> Document.fromString(text());
            case 1 -> Document.fromNumber(random.nextInt());
            case 2 -> Document.fromBoolean(random.nextBoolean());
            case 3 -> Document.fromNull();
            case 4 -> Document.fromList(List.of(document(depth + 1), document(depth + 1)));
            default -> Document.fromMap(Map.of(text(), document(depth + 1)));
        };
    }

    private String text() {
        String letters = "abcXYZ019 /:\"\\<>&é\n";
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
