package dev.gatehouse.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Asks the response before each byte, and counts. */
final class HookedOutputStream extends ServletOutputStream {

    private ServletOutputStream target;
    private final HookedResponse response;

    HookedOutputStream(ServletOutputStream target, HookedResponse response) {
        this.target = target;
        this.response = response;
    }

    void redirect(ServletOutputStream newTarget) {
        target = newTarget;
    }

    @Override
    public void write(int b) throws IOException {
        if (!response.admits(1)) {
            return;
        }
        target.write(b);
        response.written(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!response.admits(length)) {
            return;
        }
        target.write(bytes, offset, length);
        response.written(length);
    }

    @Override
    public void write(ByteBuffer buffer) throws IOException {
        int length = buffer.remaining();
        if (!response.admits(length)) {
            buffer.position(buffer.limit());
            return;
        }
        target.write(buffer);
        response.written(length - (long) buffer.remaining());
    }

    @Override
    public void flush() throws IOException {
        if (response.admitsSending()) {
            target.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (response.admitsSending()) {
            target.close();
        }
    }

    @Override
    public boolean isReady() {
        return target.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        response.settle();
        target.setWriteListener(listener);
    }
}
