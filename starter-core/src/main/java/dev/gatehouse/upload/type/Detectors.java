package dev.gatehouse.upload.type;

import java.util.Locale;
import org.apache.tika.Tika;

/** Tika, if it is there. */
final class Detectors {

    private Detectors() {}

    static ContentDetector standard() {
        return isPresent() ? new ByTika() : head -> ContentDetector.UNKNOWN;
    }

    private static boolean isPresent() {
        try {
            Class.forName("org.apache.tika.Tika", false, Detectors.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** Loaded only where Tika is. */
    private static final class ByTika implements ContentDetector {

        @Override
        public String detect(byte[] head) {
            String type = OnFirstUse.TIKA.detect(head);
            int parameters = type.indexOf(';');
            return (parameters < 0 ? type : type.substring(0, parameters))
                    .trim()
                    .toLowerCase(Locale.ROOT);
        }
    }

    /** Tika reads its media types from XML, which would be a good part of the start of a service that takes no files. */
    private static final class OnFirstUse {

        static final Tika TIKA = new Tika();
    }
}
