package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;

/** Where an entry would go once unpacked, and as what. */
final class ZipPaths {

    private static final int UNIX = 3;
    private static final int MAC = 19;
    private static final int TYPE = 0xf000;
    private static final int REGULAR = 0x8000;
    private static final int DIRECTORY = 0x4000;

    private ZipPaths() {}

    static void check(String name, int system, long attributes) {
        if (leadsElsewhere(name)) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_PATH);
        }
        // Readers look at the mode whatever the system, so it counts for all.
        int type = (int) (attributes >>> 16) & TYPE;
        boolean special = type != 0 && type != REGULAR && type != DIRECTORY;
        if (special && (system == UNIX || system == MAC || type == 0xa000)) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_LINK);
        }
    }

    private static boolean leadsElsewhere(String name) {
        int segment = 0;
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : '/';
            if (c == '\\' || c == ':' || c < 0x20 || c == 0x7f || c == '\ufffd') {
                return true;
            }
            if (c == '/') {
                boolean empty = i == segment && i < name.length();
                boolean last = i == name.length() && i == segment;
                if ((empty && !last) || isDots(name, segment, i)) {
                    return true;
                }
                segment = i + 1;
            }
        }
        return false;
    }

    private static boolean isDots(String name, int from, int to) {
        int length = to - from;
        return (length == 1 || length == 2) && name.charAt(from) == '.' && name.charAt(to - 1) == '.';
    }
}
