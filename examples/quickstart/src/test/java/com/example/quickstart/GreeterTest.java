package com.example.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GreeterTest {
    @Test
    void greetsWithWhatItsEnvironmentSays() throws IOException, InterruptedException {
        var server = new Greeter(Map.of("GREETING", "Good morning", "VERSION", "7")).start(0);
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            var response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertEquals("Good morning 7\n", response.body());
        } finally {
            server.stop(0);
        }
    }
}
