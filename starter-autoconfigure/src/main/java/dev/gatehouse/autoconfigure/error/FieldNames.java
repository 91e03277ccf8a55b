package dev.gatehouse.autoconfigure.error;

import java.lang.reflect.Type;

/** Names the fields of a request body as the client knows them. */
@FunctionalInterface
interface FieldNames {

    /** The names of the Java properties, for bodies that are bound by them. */
    FieldNames AS_IN_JAVA = (root, path) -> path;

    /**
     * Translates a path.
     *
     * @param root the type of the body
     * @param path where the field stands in it, by the names of Java properties, e.g. {@code lines[0].unitPrice}
     * @return the same place by the names in the body, e.g. {@code lines[0].unit_price}
     */
    String translate(Type root, String path);
}
