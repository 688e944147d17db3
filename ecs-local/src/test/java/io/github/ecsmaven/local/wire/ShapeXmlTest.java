package io.github.ecsmaven.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Tag;

class ShapeXmlTest {
    @Test
    void listsHoldMembersAndStructuresHoldElements() throws Exception {
        assertThat(xml(AssumeRoleRequest.builder()
                        .roleSessionName("a<b&c")
                        .durationSeconds(900)
                        .tags(
                                tag("team").value("checkout").build(),
                                tag("stage").build())
                        .build()))
                .isEqualTo("<RoleSessionName>a&lt;b&amp;c</RoleSessionName><DurationSeconds>900</DurationSeconds>"
                        + "<Tags><member><Key>team</Key><Value>checkout</Value></member>"
                        + "<member><Key>stage</Key></member></Tags>");
    }

    @Test
    void mapsHoldEntries() throws Exception {
        assertThat(xml(ContainerDefinition.builder()
                        .dockerLabels(Map.of("team", "checkout"))
                        .build()))
                .isEqualTo("<dockerLabels><entry><key>team</key><value>checkout</value></entry></dockerLabels>");
    }

    @Test
    void aTimestampIsIso8601WithMilliseconds() throws Exception {
        assertThat(xml(Task.builder()
                        .createdAt(Instant.parse("2026-01-02T03:04:05.123456Z"))
                        .build()))
                .isEqualTo("<createdAt>2026-01-02T03:04:05.123Z</createdAt>");
    }

    private static String xml(SdkPojo shape) throws XMLStreamException {
        StringWriter text = new StringWriter();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        ShapeXml.write(shape, xml);
        xml.close();
        return text.toString();
    }

    private static Tag.Builder tag(String key) {
        return Tag.builder().key(key);
    }
}
