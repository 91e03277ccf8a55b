package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an XML part of a document: no DTD, no entities, nothing from elsewhere, and only as much at once as parts that
 * say where other parts are need, since the JDK's reader keeps a value or a comment whole; in UTF-8 or UTF-16, as parts have to be
 * (ECMA-376-2, 8.1.4). Decoded here, because the JDK's reader prints to the standard error what it cannot decode.
 */
final class XmlPart {

    private static final int LONGEST_TOKEN = 256 << 10;

    private XmlPart() {}

    /** Gives each element in the root as it starts. */
    static void forEachElement(InputStream part, PartGrammar grammar, ElementSink sink) throws IOException {
        PartGrammar.Check check = grammar.new Check();
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Without a DTD these count the letters that an attribute writes as entities; the bytes of the part bound them.
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(decoded(new Bounded(part, grammar.mostBytes())));
            String encoding = reader.getCharacterEncodingScheme();
            Polyglot.require(encoding == null || XmlStart.isRight(encoding));
            int depth = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                Polyglot.require(event != XMLStreamConstants.DTD
                        && event != XMLStreamConstants.ENTITY_REFERENCE
                        && event != XMLStreamConstants.PROCESSING_INSTRUCTION);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    check.element(reader, ++depth);
                    if (depth > 1) {
                        sink.element(reader);
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
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

    /** Bounds the part, and what stands between two marks in it. */
    private static final class Bounded extends FilterInputStream {

        private final int most;
        private int total;
        private int sinceMark;

        Bounded(InputStream part, int most) {
            super(part);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int c = in.read();
            if (c >= 0) {
                count(c);
            }
            return c;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            for (int i = 0; i < read; i++) {
                count(target[offset + i]);
            }
            return read;
        }

        private void count(int c) {
            sinceMark = c == '<' ? 0 : sinceMark + 1;
            if (++total > most || sinceMark > LONGEST_TOKEN) {
                throw new UploadRefusedException(UploadReason.ARCHIVE_TOO_LARGE);
            }
        }
    }

    /** Takes elements. */
    @FunctionalInterface
    interface ElementSink {

        void element(XMLStreamReader element);
    }

    /** Returns the value of an attribute of no namespace; empty if there is none. */
    static String attribute(XMLStreamReader element, String name) {
        String value = element.getAttributeValue(XMLConstants.NULL_NS_URI, name);
        return value == null ? "" : value;
    }
}
