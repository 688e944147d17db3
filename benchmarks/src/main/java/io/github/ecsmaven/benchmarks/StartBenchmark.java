package io.github.ecsmaven.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ecsmaven.deployer.BuildSettings;
import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.PlanSettings;
import io.github.ecsmaven.deployer.aws.WaitingPacer;
import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.deployer.identity.Environment;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.report.Progress;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DescriptorReader;
import io.github.ecsmaven.descriptor.DescriptorSource;
import io.github.ecsmaven.descriptor.EarlySettings;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.layer.LayerSource;
import io.github.ecsmaven.local.EcsLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * From the start of a JVM to the first line of a diff, which says whose session reads: with the token requested beside the
 * reading of the descriptor, and after it. The token service takes the time that one in the network does.
 */
public final class StartBenchmark {
    private static final int RUNS = 15;
    private static final int TOKEN_MILLIS = 150;

    private StartBenchmark() {}

    /** When the token is requested. */
    private enum Order {
        BESIDE("token beside the reading"),
        AFTER("token after the reading");

        private final String label;

        Order(String label) {
            this.label = label;
        }
    }

    /**
     * Measures both, in turn.
     *
     * @param arguments the folder for state and the file for the results; or, in a JVM of its own, the order, the endpoint of
     *     ecs-local and the descriptor
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 3) {
            System.out.println(nanos(Order.valueOf(arguments[0]), URI.create(arguments[1]), Path.of(arguments[2])));
            return;
        }
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        Measurements measurements = new Measurements();
        try (EcsLocal local = EcsLocal.start(LocalAccess.settings(directory.resolve("aws")))) {
            HttpServer tokens = tokens(local);
            Path descriptor = Files.writeString(directory.resolve("large.yaml"), descriptor(tokens));
            for (int run = 0; run < RUNS; run++) {
                for (Order order : Order.values()) {
                    measurements.add(
                            "start to read session: " + order.label,
                            NewJvm.nanos(
                                    StartBenchmark.class,
                                    List.of(order.name(), local.endpoint().toString(), descriptor.toString())));
                }
            }
            tokens.stop(0);
        }
        measurements.print(System.out);
        Files.write(Path.of(arguments[1]), measurements.json());
    }

    private static HttpServer tokens(EcsLocal local) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Executor later = CompletableFuture.delayedExecutor(TOKEN_MILLIS, TimeUnit.MILLISECONDS);
        server.createContext("/", exchange -> later.execute(() -> answer(exchange, local)));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, EcsLocal local) {
        try (exchange) {
            byte[] token = local.mint(LocalAccess.TOKEN).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, token.length);
            exchange.getResponseBody().write(token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String descriptor(HttpServer tokens) {
        return """
                version: 1
                region: eu-west-1
                identity:
                  roleArn: arn:aws:iam::000000000000:role/deployer
                  webIdentity: { provider: http, url: "http://127.0.0.1:%d/" }
                taskDefinition:
                  family: shop
                  cpu: 512
                  memory: 1 GB
                  requiresCompatibilities: [FARGATE]
                  networkMode: awsvpc
                  containerDefinitions:
                    - name: app
                      image: "shop:1"
                      portMappings: [ { containerPort: 8080 } ]
                      environment: [ { name: LEVEL, value: info } ]
                """.formatted(tokens.getAddress().getPort());
    }

    private static long nanos(Order order, URI endpoint, Path descriptor) {
        long begin = System.nanoTime();
        FirstLine first = new FirstLine();
        Clock clock = Clock.systemUTC();
        Environment nothing = new Environment(name -> null);
        Path directory = descriptor.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IllegalArgumentException(descriptor + " is in no folder");
        }
        try (Deployer deployer = new Deployer(
                new Deployer.Settings(
                        new BuildSettings(endpoint, null, directory, nothing, CiJob.detect(nothing)),
                        Deployer.Following.NO,
                        ZoneOffset.UTC,
                        TerminalReport.Layout.plain(),
                        new PlanSettings("1", directory.resolve("target"), PlanSettings.DEFAULT_EXPIRY),
                        NewDeployment.WHERE_NEEDED),
                clock,
                new WaitingPacer(clock),
                first)) {
            Consumer<EarlySettings> early = switch (order) {
                case BESIDE -> deployer::prepare;
                case AFTER -> settings -> {};
            };
            DeploymentDescriptor read = new DescriptorReader(new NoProperties(), LayerSource.none(), null, early)
                    .read(DescriptorSource.of(descriptor));
            deployer.diff(read);
        }
        return first.at - begin;
    }

    /** When the first line came. */
    private static final class FirstLine implements Progress {
        private long at;

        @Override
        public void line(String text) {
            at = at == 0 ? System.nanoTime() : at;
        }

        @Override
        public void warning(String text) {
            throw new IllegalStateException(text);
        }
    }

    private record NoProperties() implements PropertySource {
        @Override
        public Optional<String> value(String name) {
            return Optional.empty();
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    }
}
