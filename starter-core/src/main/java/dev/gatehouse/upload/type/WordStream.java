package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;

/** The start of the main stream of a Word document (MS-DOC, 2.5.2), and that all of it is there. */
final class WordStream {

    private static final int WORD = 0xa5ec;
    private static final int WORD_6 = 0xa5dc;
    private static final int ENCRYPTED = 0x0100;

    private WordStream() {}

    static void check(Ole2Stream stream, ContentRules rules) throws IOException {
        Polyglot.require(stream.left() >= 32);
        int identifier = stream.u16();
        Polyglot.require(identifier == WORD || identifier == WORD_6);
        stream.pass(8);
        if ((stream.u16() & ENCRYPTED) != 0 && !rules.encrypted()) {
            throw new UploadRefusedException(UploadReason.ENCRYPTED);
        }
        readToEnd(stream);
    }

    static void readToEnd(Ole2Stream stream) throws IOException {
        while (stream.left() > 0) {
            stream.u8();
            stream.pass(Math.min(stream.left(), 63));
        }
    }
}
