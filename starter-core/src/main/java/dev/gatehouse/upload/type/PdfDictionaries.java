package dev.gatehouse.upload.type;

import java.util.BitSet;

/**
 * Where about in a PDF the dictionaries of object streams stand. They cannot be told from those of outlines, nor their ends
 * found for certain, so a stream that starts soon behind one counts as its own.
 */
final class PdfDictionaries {

    /** A dictionary has a few hundred bytes. */
    private static final int BLOCK_BITS = 15;

    private final BitSet blocks = new BitSet();

    void add(long position) {
        blocks.set((int) (position >>> BLOCK_BITS));
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    boolean isNear(long position) {
        int block = (int) (position >>> BLOCK_BITS);
        return blocks.get(block) || (block > 0 && blocks.get(block - 1));
    }
}
