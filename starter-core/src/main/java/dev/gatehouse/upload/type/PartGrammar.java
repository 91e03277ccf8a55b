package dev.gatehouse.upload.type;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamReader;

/**
 * What may stand in a part that says where other parts are: a root, and in it elements with attributes of their own. Of
 * other names, and of these in another namespace, some programs read what others skip; and the JDK's reader keeps each
 * name that it meets until the end of the part.
 *
 * @param namespace that of all elements
 * @param root the name of the outer element, on which programs may note more
 * @param elements the attributes of each of the inner ones
 * @param mostBytes how long such a part may be
 */
record PartGrammar(String namespace, String root, Map<String, Set<String>> elements, int mostBytes) {

    /** More than any program declares. */
    private static final int MOST_NAMESPACES = 32;

    /** Looks at the elements of one part. */
    final class Check {

        private final Set<String> namespaces = new HashSet<>();

        /** Refuses what must not stand there; the root has the depth 1. */
        void element(XMLStreamReader element, int depth) {
            Polyglot.require(depth <= 2 && namespace.equals(element.getNamespaceURI()));
            declarations(element);
            if (depth == 1) {
                Polyglot.require(element.getLocalName().equals(root));
                // Targets would be counted from there.
                Polyglot.require(element.getAttributeValue(XMLConstants.XML_NS_URI, "base") == null);
            } else {
                Polyglot.require(elements.containsKey(element.getLocalName()));
                attributes(element, elements.getOrDefault(element.getLocalName(), Set.of()));
            }
        }

        private void declarations(XMLStreamReader element) {
            for (int i = 0; i < element.getNamespaceCount(); i++) {
                namespaces.add(element.getNamespacePrefix(i) + ' ' + element.getNamespaceURI(i));
                Polyglot.require(namespaces.size() <= MOST_NAMESPACES);
            }
        }

        private static void attributes(XMLStreamReader element, Set<String> allowed) {
            for (int i = 0; i < element.getAttributeCount(); i++) {
                String foreign = element.getAttributeNamespace(i);
                Polyglot.require(foreign == null || foreign.isEmpty());
                Polyglot.require(allowed.contains(element.getAttributeLocalName(i)));
            }
        }
    }
}
