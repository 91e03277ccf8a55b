package dev.gatehouse.upload.multipart;

import dev.gatehouse.web.BodyType;

/** What the {@code Content-Type} of a request says of parts. */
enum MultipartType {
    /** No parts. */
    NONE,
    /** Parts of a form, as browsers send files (RFC 7578). */
    FORM_DATA,
    /** Parts of a form, and nothing that tells where one ends. */
    WITHOUT_BOUNDARY,
    /** Parts of another kind, or in no media type at all, which some containers read like those of a form. */
    OTHER;

    private static final String MULTIPART = "multipart/";
    private static final String FORM = "multipart/form-data";
    private static final String BOUNDARY = "boundary";

    static MultipartType of(String contentType) {
        return switch (BodyType.of(contentType)) {
            case MULTIPART -> ofParts(contentType);
            case MALFORMED -> tellsOfParts(contentType) ? OTHER : NONE;
            default -> NONE;
        };
    }

    private static boolean tellsOfParts(String contentType) {
        for (int at = 0; at <= contentType.length() - MULTIPART.length(); at++) {
            if (contentType.regionMatches(true, at, MULTIPART, 0, MULTIPART.length())) {
                return true;
            }
        }
        return false;
    }

    private static MultipartType ofParts(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
        if (!type.equalsIgnoreCase(FORM)) {
            return OTHER;
        }
        return parameters >= 0 && hasBoundary(contentType, parameters) ? FORM_DATA : WITHOUT_BOUNDARY;
    }

    /** The boundary itself is for the container to read; here it only has to be there. */
    private static boolean hasBoundary(String contentType, int parameters) {
        for (int start = parameters; start >= 0; start = contentType.indexOf(';', start + 1)) {
            int name = start + 1;
            while (name < contentType.length() && isBlank(contentType.charAt(name))) {
                name++;
            }
            int value = name + BOUNDARY.length() + 1;
            boolean named = contentType.regionMatches(true, name, BOUNDARY, 0, BOUNDARY.length())
                    && value < contentType.length()
                    && contentType.charAt(value - 1) == '=';
            if (named && contentType.charAt(value) != ';' && !contentType.startsWith("\"\"", value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
