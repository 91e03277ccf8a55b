package dev.gatehouse.autoconfigure.sentry;

import io.sentry.ILogger;
import io.sentry.ISerializer;
import io.sentry.JsonDeserializer;
import io.sentry.JsonObjectReader;
import io.sentry.JsonObjectWriter;
import io.sentry.SentryEnvelope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one place that all data passes on its way to Sentry: events, transactions, logs, metrics, and whatever another
 * version of its SDK adds; behind every callback of the service. What cannot be masked is not sent. Thread-safe.
 */
final class MaskingSerializer implements ISerializer {

    private final ISerializer plain;
    private final ReportMask mask;
    private final ILogger logger;
    private final int maxDepth;

    MaskingSerializer(ISerializer plain, ReportMask mask, ILogger logger, int maxDepth) {
        this.plain = plain;
        this.mask = mask;
        this.logger = logger;
        this.maxDepth = maxDepth;
    }

    @Override
    public <T> void serialize(T entity, Writer writer) throws IOException {
        StringWriter json = new StringWriter();
        plain.serialize(entity, json);
        Object tree;
        try (JsonObjectReader reader = new JsonObjectReader(new StringReader(json.toString()))) {
            tree = reader.nextObjectOrNull();
        }
        new JsonObjectWriter(writer, maxDepth).value(logger, mask.masked(tree));
        writer.flush();
    }

    @Override
    public String serialize(Map<String, Object> data) throws IOException {
        StringWriter json = new StringWriter();
        serialize(data, json);
        return json.toString();
    }

    /** Its items have passed the method above already. */
    @Override
    public void serialize(SentryEnvelope envelope, OutputStream out) throws Exception {
        plain.serialize(envelope, out);
    }

    @Override
    public <T, R> @Nullable T deserializeCollection(
            Reader reader, Class<T> type, @Nullable JsonDeserializer<R> elementDeserializer) {
        return plain.deserializeCollection(reader, type, elementDeserializer);
    }

    @Override
    public <T> @Nullable T deserialize(Reader reader, Class<T> type) {
        return plain.deserialize(reader, type);
    }

    @Override
    public @Nullable SentryEnvelope deserializeEnvelope(InputStream in) {
        return plain.deserializeEnvelope(in);
    }
}
