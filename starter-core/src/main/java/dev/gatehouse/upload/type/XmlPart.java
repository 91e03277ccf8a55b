package dev.gatehouse.upload.type;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML part of a document: no DTD, no entities, nothing from elsewhere. */
final class XmlPart {

    private XmlPart() {}

    /** Gives each element as it starts. */
    static void forEachElement(InputStream part, ElementSink sink) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(part);
            while (reader.hasNext()) {
                int event = reader.next();
                Polyglot.require(event != XMLStreamConstants.DTD && event != XMLStreamConstants.ENTITY_REFERENCE);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    sink.element(reader);
                }
            }
        } catch (XMLStreamException failure) {
            throw refusalOrFailure(failure);
        }
    }

    private static RuntimeException refusalOrFailure(XMLStreamException failure) throws IOException {
        if (failure.getNestedException() instanceof IOException cause
                && !(cause instanceof CharConversionException)
                && !(cause instanceof CharacterCodingException)
                && cause.getClass() == IOException.class) {
            throw cause;
        }
        return Polyglot.malformed();
    }

    /** Takes elements. */
    @FunctionalInterface
    interface ElementSink {

        void element(XMLStreamReader element);
    }

    static String attribute(XMLStreamReader element, String name) {
        String value = element.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
