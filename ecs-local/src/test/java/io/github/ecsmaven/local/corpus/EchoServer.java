package io.github.ecsmaven.local.corpus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what it is sent. A check that this server passes checks nothing. */
final class EchoServer implements Server {
    @Override
    public Map<String, @Nullable Object> taskDefinition(Map<String, @Nullable Object> request, Place place) {
        Map<String, @Nullable Object> echo = Document.copy(request);
        echo.put("compatibilities", request.get("requiresCompatibilities"));
        return echo;
    }

    @Override
    public Map<String, @Nullable Object> service(
            Map<String, @Nullable Object> request, Map<String, @Nullable Object> taskDefinition, Place place) {
        return Document.copy(request);
    }
}
