package io.github.ecsmaven.local.clients;

import io.github.ecsmaven.local.clients.ServiceModel.Shape;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** An answer of the query protocol in the form of one in JSON. What the model does not know is kept. */
final class XmlAnswer {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private final ServiceModel model;
    private final JsonWriter json = JsonWriter.create();

    private XmlAnswer(ServiceModel model) {
        this.model = model;
    }

    /** The result of an operation. */
    static JsonNode read(ServiceModel model, Shape shape, String operation, String body) {
        XmlAnswer answer = new XmlAnswer(model);
        Element result = children(root(body)).stream()
                .filter(child -> name(child).equals(operation + "Result"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + operation + "Result in " + body));
        answer.write(shape, result);
        return JsonNode.parser().parse(answer.json.getBytes());
    }

    /** The members of an error. */
    static Map<String, String> error(String body) {
        Map<String, String> members = new LinkedHashMap<>();
        children(root(body)).stream()
                .filter(child -> name(child).equals("Error"))
                .flatMap(error -> children(error).stream())
                .forEach(member -> members.put(name(member), member.getTextContent()));
        return members;
    }

    private void write(Shape shape, Element element) {
        switch (shape.type()) {
            case "structure" -> {
                json.writeStartObject();
                for (Element child : children(element)) {
                    json.writeFieldName(name(child));
                    String target = shape.members().get(name(child));
                    if (target == null) {
                        json.writeValue(child.getTextContent());
                    } else {
                        write(model.shape(target), child);
                    }
                }
                json.writeEndObject();
            }
            case "list" -> {
                json.writeStartArray();
                children(element).forEach(child -> write(model.shape(shape.element()), child));
                json.writeEndArray();
            }
            default -> writeLeaf(JsonType.ofModel(shape.type()), element.getTextContent());
        }
    }

    /** A text that is not of its type stays one, so that the comparison reports it. */
    private void writeLeaf(String type, String text) {
        if (type.equals("number") && NUMBER.matcher(text).matches()) {
            json.writeValue(Double.parseDouble(text));
        } else if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
            json.writeValue(Boolean.parseBoolean(text));
        } else if (type.equals(JsonType.TIMESTAMP) && TIME.matcher(text).matches()) {
            json.writeStartObject()
                    .writeFieldName(JsonType.TIMESTAMP)
                    .writeValue(text)
                    .writeEndObject();
        } else {
            json.writeValue(text);
        }
    }

    private static Element root(String body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(body)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("no XML: " + body, e);
        }
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static String name(Node node) {
        return node.getLocalName();
    }
}
