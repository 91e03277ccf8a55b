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

        private final Tika tika = new Tika();

        ByTika() {
            tika.detect(new byte[] {'w', 'a', 'r', 'm'});
        }

        @Override
        public String detect(byte[] head) {
            String type = tika.detect(head);
            int parameters = type.indexOf(';');
            return (parameters < 0 ? type : type.substring(0, parameters))
                    .trim()
                    .toLowerCase(Locale.ROOT);
        }
    }
}
