package io.github.ecsmaven.deployer.aws;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an answer in XML.
 *
 * @param name without its namespace
 * @param text what it holds besides elements
 */
public record XmlElement(String name, String text, List<XmlElement> children) {
    public XmlElement {
        children = List.copyOf(children);
    }

    /** The elements reached by going down these names. */
    public Stream<XmlElement> all(String... path) {
        Stream<XmlElement> found = Stream.of(this);
        for (String step : path) {
            found = found.flatMap(each -> each.children.stream().filter(child -> child.name.equals(step)));
        }
        return found;
    }

    /** The text of the first element reached by going down these names. */
    public Optional<String> find(String... path) {
        return all(path).findFirst().map(XmlElement::text);
    }

    /** Reads a document. No document type, no entity of it, is ever looked at. */
    static XmlElement parse(byte[] document) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
        Deque<Begun> begun = new ArrayDeque<>();
        begun.push(new Begun(""));
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                begun.push(new Begun(reader.getLocalName()));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                begun.element().text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                XmlElement ended = begun.pop().ended();
                begun.element().children.add(ended);
            }
        }
        return begun.element().children.get(0);
    }

    /** An element whose end has not been read. */
    private static final class Begun {
        private final String name;
        private final StringBuilder text = new StringBuilder();
        private final List<XmlElement> children = new ArrayList<>();

        Begun(String name) {
            this.name = name;
        }

        XmlElement ended() {
            return new XmlElement(name, text.toString(), children);
        }
    }
}
