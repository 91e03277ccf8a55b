package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;

/** The records of a workbook (MS-XLS, 2.1.4): passwords and macro sheets stand in the first part of them. */
final class WorkbookStream {

    private static final int BOF = 0x0809;
    private static final int EOF = 0x000a;
    private static final int FILE_PASS = 0x002f;
    private static final int SHEET = 0x0085;
    private static final int MACRO_SHEET = 1;
    private static final int VBA_MODULE = 6;

    private WorkbookStream() {}

    /** Whether a stream of at least 8 bytes starts with one. */
    static boolean startsLikeOne(byte[] head) {
        return (head[0] & 0xff) == (BOF & 0xff) && head[1] <= BOF >> 8 && head[1] % 2 == 0;
    }

    static void check(Ole2Stream stream, ContentRules rules) throws IOException {
        Polyglot.require(stream.left() >= 8);
        int record = stream.u16();
        Polyglot.require((record & 0xff) == (BOF & 0xff));
        stream.pass(stream.u16());
        do {
            record = stream.u16();
            int length = stream.u16();
            if (record == FILE_PASS && !rules.encrypted()) {
                throw new UploadRefusedException(UploadReason.ENCRYPTED);
            }
            if (record == SHEET && length >= 6) {
                stream.pass(5);
                int kind = stream.u8();
                if ((kind == MACRO_SHEET || kind == VBA_MODULE) && !rules.macros()) {
                    throw new UploadRefusedException(UploadReason.MACROS);
                }
                length -= 6;
            }
            stream.pass(length);
        } while (record != EOF);
        WordStream.readToEnd(stream);
    }
}
