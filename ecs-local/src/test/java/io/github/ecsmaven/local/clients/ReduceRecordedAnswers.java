package io.github.ecsmaven.local.clients;

import io.github.ecsmaven.local.clients.ServiceModel.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Makes the table of recorded answers: which members the structures have, how often and of which type. No value and no name
 * of anything recorded goes into it. Run it after the recordings have changed; a test compares the table with what this writes.
 */
final class ReduceRecordedAnswers implements ShapeWalk.Visitor {
    /** Lists that must be in order, all of them, before it is taken for AWS's doing. */
    private static final int LISTS_IN_ORDER = 5;

    private static final List<String> FOLDERS = List.of("live-services", "live-task-definitions", "recorded");
    private static final List<String> SERVICES = List.of("ecs", "application-autoscaling");
    private static final Pattern OPERATION =
            Pattern.compile("__(ecs|application-autoscaling)\\.([A-Za-z]+)_\\d+\\.json$");

    private final Map<String, ServiceModel> models = new TreeMap<>();
    private final Map<String, Map<String, RecordedShapes.Sample>> samples = new TreeMap<>();
    private final RecordedShapes shapes = new RecordedShapes();
    private final Map<String, Set<List<JsonNode>>> lists = new TreeMap<>();

    private ReduceRecordedAnswers() {}

    /** Arguments: the folder with the recordings, the table to write. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[1]), tableOf(Path.of(arguments[0])));
    }

    static String tableOf(Path corpus) throws IOException {
        ReduceRecordedAnswers reduction = new ReduceRecordedAnswers();
        for (String service : SERVICES) {
            Path model = corpus.resolve(service + "-model").resolve("service-2.json");
            reduction.models.put(service, ServiceModel.read(service, model));
        }
        List<Path> files = files(corpus);
        for (Path file : files) {
            reduction.add(file);
        }
        reduction.samples.forEach(
                (key, byCondition) -> byCondition.values().forEach(sample -> reduction.shapes.add(key, sample)));
        reduction.keepOrders();
        return editionLine(files)
                + "# written by ReduceRecordedAnswers; source and licence: README.md\n"
                + "# shape, what they have in common, structures recorded; below it each member: empty, name, how often, types\n"
                + "# order, member, how its elements are ordered in every recording\n"
                + reduction.shapes.table();
    }

    /** Tells by which files a table was made. */
    static String editionLine(List<Path> files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update(Files.readAllBytes(file));
            }
            return "# made from " + files.size() + " files with SHA-256 "
                    + HexFormat.of().formatHex(digest.digest()) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static List<Path> files(Path corpus) throws IOException {
        Stream.Builder<Path> found = Stream.builder();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(corpus.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(found);
            }
        }
        return found.build().toList();
    }

    private void add(Path file) throws IOException {
        JsonNode content = JsonNode.parser().parse(Files.readString(file, StandardCharsets.UTF_8));
        JsonNode answer = content.field("data").orElse(content);
        String name = file.getFileName().toString();
        Matcher operation = OPERATION.matcher(name);
        if (operation.find()) {
            ServiceModel model = modelOf(operation.group(1));
            model.answer(operation.group(2)).ifPresent(shape -> walk(model, shape, answer));
            return;
        }
        ServiceModel ecs = modelOf("ecs");
        walk(ecs, ecs.shape(shapeOfDump(answer)), answer);
    }

    private static String shapeOfDump(JsonNode answer) {
        if (answer.field("services").isPresent()) {
            return "DescribeServicesResponse";
        }
        return answer.field("taskDefinition").filter(JsonNode::isObject).isPresent()
                ? "DescribeTaskDefinitionResponse"
                : "TaskDefinition";
    }

    private void walk(ServiceModel model, Shape shape, JsonNode answer) {
        new ShapeWalk(model, this).walk(shape, answer);
    }

    @Override
    public void structure(Shape shape, Map<String, JsonNode> members, Set<String> conditions) {
        Map<String, String> types = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            String target = shape.members().get(name);
            // What the API does not have was put there by who kept the answer.
            if (target != null) {
                boolean time = modelOf(shape.service()).shape(target).type().equals(JsonType.TIMESTAMP);
                types.put(name, time ? JsonType.TIMESTAMP : JsonType.of(value));
            }
        });
        Map<String, RecordedShapes.Sample> byCondition = samples.computeIfAbsent(shape.key(), key -> new TreeMap<>());
        conditions.forEach(condition -> byCondition
                .computeIfAbsent(condition, key -> new RecordedShapes.Sample())
                .add(conditions, types));
    }

    @Override
    public void list(Shape shape, String member, List<JsonNode> elements) {
        lists.computeIfAbsent(shape.key() + "." + member, path -> new LinkedHashSet<>())
                .add(elements);
    }

    /** By time alone: the order of other lists may be that of the request. */
    private void keepOrders() {
        lists.forEach((path, recorded) -> {
            if (recorded.size() >= LISTS_IN_ORDER && recorded.stream().allMatch(ListOrder.NEWEST_FIRST::holds)) {
                shapes.order(path, ListOrder.NEWEST_FIRST.text());
            }
        });
    }

    private ServiceModel modelOf(String service) {
        ServiceModel model = models.get(service);
        if (model == null) {
            throw new IllegalArgumentException("no model of " + service);
        }
        return model;
    }
}
