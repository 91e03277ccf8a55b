package dev.gatehouse.benchmarks;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/** A buffer that is thrown away. */
final class StubOutputStream extends ServletOutputStream {

    private final byte[] buffer = new byte[8192];
    private final StubResponse response;
    private int count;

    StubOutputStream(StubResponse response) {
        this.response = response;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    @Override
    public void write(int b) {
        buffer[count++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, buffer, count, length);
        count += length;
    }

    @Override
    public void flush() {
        response.commit();
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException("The stub writes blocking.");
    }
}
