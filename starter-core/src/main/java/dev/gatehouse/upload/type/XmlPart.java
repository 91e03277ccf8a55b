package dev.gatehouse.upload.type;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an XML part of a document: no DTD, no entities, nothing from elsewhere; in UTF-8 or UTF-16, as parts have to be
 * (ECMA-376-2, 8.1.4). Decoded here, because the JDK's reader prints to the standard error what it cannot decode.
 */
final class XmlPart {

    private XmlPart() {}

    /** Gives each element as it starts. */
    static void forEachElement(InputStream part, ElementSink sink) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(decoded(part));
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

    private static Reader decoded(InputStream part) throws IOException {
        byte[] head = new byte[3];
        PushbackInputStream bytes = new PushbackInputStream(part, head.length);
        int length = bytes.readNBytes(head, 0, head.length);
        boolean marked8 = starts(head, length, 0xef, 0xbb, 0xbf);
        boolean marked16 = starts(head, length, 0xff, 0xfe) || starts(head, length, 0xfe, 0xff);
        int mark = marked8 ? 3 : marked16 ? 2 : 0;
        bytes.unread(head, mark, length - mark);
        Charset charset = starts(head, length, 0xff, 0xfe) || starts(head, length, '<', 0)
                ? StandardCharsets.UTF_16LE
                : starts(head, length, 0xfe, 0xff) || starts(head, length, 0, '<')
                        ? StandardCharsets.UTF_16BE
                        : StandardCharsets.UTF_8;
        return new InputStreamReader(bytes, charset.newDecoder());
    }

    private static boolean starts(byte[] head, int length, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= length || (head[i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
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
