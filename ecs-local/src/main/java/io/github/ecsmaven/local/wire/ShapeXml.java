package io.github.ecsmaven.local.wire;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.BinaryUtils;

/** Writes the SDK's shapes as awsQuery's XML. */
final class ShapeXml {
    private ShapeXml() {}

    /** Writes the shape's members, one element each, without an element around them. */
    static void write(SdkPojo shape, XMLStreamWriter xml) throws XMLStreamException {
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = field.getValueOrDefault(shape);
            if (value != null && ShapeJson.isSet(value)) {
                writeMember(field.locationName(), field, value, xml);
            }
        }
    }

    private static void writeMember(String name, SdkField<?> field, Object value, XMLStreamWriter xml)
            throws XMLStreamException {
        if (value instanceof List<?> list) {
            writeList(name, field.getRequiredTrait(ListTrait.class), list, xml);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(name, field.getRequiredTrait(MapTrait.class), map, xml);
        } else {
            xml.writeStartElement(name);
            if (value instanceof SdkPojo shape) {
                write(shape, xml);
            } else {
                xml.writeCharacters(text(value));
            }
            xml.writeEndElement();
        }
    }

    private static void writeList(String name, ListTrait trait, List<?> list, XMLStreamWriter xml)
            throws XMLStreamException {
        if (trait.isFlattened()) {
            for (Object item : list) {
                writeMember(name, trait.memberFieldInfo(), item, xml);
            }
            return;
        }
        xml.writeStartElement(name);
        for (Object item : list) {
            writeMember(ShapeQuery.memberName(trait), trait.memberFieldInfo(), item, xml);
        }
        xml.writeEndElement();
    }

    private static void writeMap(String name, MapTrait trait, Map<?, ?> map, XMLStreamWriter xml)
            throws XMLStreamException {
        if (!trait.isFlattened()) {
            xml.writeStartElement(name);
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            xml.writeStartElement(trait.isFlattened() ? name : "entry");
            xml.writeStartElement(trait.keyLocationName());
            xml.writeCharacters(entry.getKey().toString());
            xml.writeEndElement();
            writeMember(trait.valueLocationName(), trait.valueFieldInfo(), entry.getValue(), xml);
            xml.writeEndElement();
        }
        if (!trait.isFlattened()) {
            xml.writeEndElement();
        }
    }

    private static String text(Object value) {
        if (value instanceof Instant instant) {
            return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MILLIS));
        }
        if (value instanceof SdkBytes bytes) {
            return BinaryUtils.toBase64(bytes.asByteArray());
        }
        return value.toString();
    }
}
