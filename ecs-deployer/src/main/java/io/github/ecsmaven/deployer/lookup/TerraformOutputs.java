package io.github.ecsmaven.deployer.lookup;

import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Sensitivity;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * {@code terraform:FILE#OUTPUT}: what {@code terraform output -json} wrote to a file. Source: "Command: output" in
 * Terraform's documentation.
 */
final class TerraformOutputs implements LookupSource {
    private static final int LARGEST = 10 * 1024 * 1024;
    private static final String WRITE = "Write it with `terraform output -json > ";

    private final Path base;

    /** @param base relative files start here */
    TerraformOutputs(Path base) {
        this.base = base;
    }

    @Override
    public List<Supplier<Map<Reference, LookupAnswer>>> questions(List<Reference> references) {
        Map<String, List<Reference>> byFile = new LinkedHashMap<>();
        references.forEach(reference -> byFile.computeIfAbsent(reference.holder(), file -> new ArrayList<>())
                .add(reference));
        List<Supplier<Map<Reference, LookupAnswer>>> questions = new ArrayList<>();
        byFile.forEach((file, wanted) -> questions.add(() -> read(file, wanted)));
        return questions;
    }

    private Map<Reference, LookupAnswer> read(String file, List<Reference> wanted) {
        try (InputStream in = Files.newInputStream(base.resolve(file))) {
            byte[] content = in.readNBytes(LARGEST + 1);
            Optional<Map<String, JsonNode>> outputs = content.length > LARGEST ? Optional.empty() : outputs(content);
            return Answers.toAll(
                    wanted,
                    reference -> outputs.map(known -> output(reference, file, known))
                            .orElseGet(() -> new LookupAnswer.Unusable(
                                    "`" + reference + "` cannot be used: " + file
                                            + " is not what `terraform output -json` writes",
                                    WRITE + file + "`")));
        } catch (NoSuchFileException e) {
            return Answers.toAll(
                    wanted,
                    reference -> new LookupAnswer.Missing(
                            "`" + reference + "` is not found: there is no file " + file, WRITE + file + "`"));
        } catch (IOException | InvalidPathException e) {
            return Answers.toAll(
                    wanted,
                    reference -> new LookupAnswer.Unusable(
                            "`" + reference + "` cannot be used: " + file + " cannot be read ("
                                    + e.getClass().getSimpleName() + ")",
                            "Check its name and its permissions"));
        }
    }

    /** The outputs by name; empty where the file has another form. */
    private static Optional<Map<String, JsonNode>> outputs(byte[] content) {
        try {
            JsonNode root = JsonNode.parser().parse(new String(content, StandardCharsets.UTF_8));
            boolean known = root.isObject()
                    && root.asObject().values().stream()
                            .allMatch(output -> output.isObject()
                                    && output.field("value").isPresent()
                                    && output.field("type").isPresent());
            return known ? Optional.of(root.asObject()) : Optional.empty();
        } catch (RuntimeException e) {
            // No JSON. The parser's own words would repeat the file, which may hold secrets.
            return Optional.empty();
        }
    }

    private static LookupAnswer output(Reference reference, String file, Map<String, JsonNode> outputs) {
        JsonNode output = outputs.get(reference.output());
        JsonNode value = output == null ? null : output.field("value").orElse(null);
        if (output == null || value == null || value.isNull()) {
            return Outputs.missing(reference, file, outputs.keySet());
        }
        boolean secret = output.field("sensitive")
                .filter(mark -> mark.isBoolean() && mark.asBoolean())
                .isPresent();
        Sensitivity sensitivity = secret ? Sensitivity.SECRET : Sensitivity.OPEN;
        if (value.isArray()) {
            List<Optional<String>> elements =
                    value.asArray().stream().map(TerraformOutputs::scalar).toList();
            if (elements.stream().allMatch(Optional::isPresent)) {
                return new LookupAnswer.Several(
                        elements.stream().flatMap(Optional::stream).toList(), sensitivity);
            }
        }
        return scalar(value)
                .<LookupAnswer>map(text -> new LookupAnswer.One(text, sensitivity))
                .orElseGet(() -> new LookupAnswer.Unusable(
                        "`" + reference + "` cannot be used: the output is neither a single value nor a list of such",
                        "Add an output to the Terraform module for the value alone"));
    }

    private static Optional<String> scalar(JsonNode value) {
        if (value.isString()) {
            return Optional.of(value.asString());
        }
        if (value.isNumber()) {
            return Optional.of(value.asNumber());
        }
        return value.isBoolean() ? Optional.of(Boolean.toString(value.asBoolean())) : Optional.empty();
    }
}
