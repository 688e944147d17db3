package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The files in which a person's profiles are: {@code ~/.aws/config} and {@code ~/.aws/credentials}, or those of
 * {@code AWS_CONFIG_FILE} and {@code AWS_SHARED_CREDENTIALS_FILE}. Read anew each time, because tools that sign in write them.
 */
final class ProfileFiles {
    private final Environment environment;

    ProfileFiles(Environment environment) {
        this.environment = environment;
    }

    /** The profiles by name. What both files say of one is taken from the credentials file. */
    Map<String, Profile> read() {
        ProfileFile.Aggregator both = ProfileFile.aggregator();
        for (Map.Entry<Path, ProfileFile.Type> each : files().entrySet()) {
            if (Files.exists(each.getKey())) {
                both.addFile(read(each.getKey(), each.getValue()));
            }
        }
        return new TreeMap<>(both.build().profiles());
    }

    /** Where they are read from, for messages. */
    String description() {
        List<Path> paths = List.copyOf(files().keySet());
        return paths.get(1) + " and " + paths.get(0);
    }

    /** The one that wins first. */
    private Map<Path, ProfileFile.Type> files() {
        Map<Path, ProfileFile.Type> files = new LinkedHashMap<>();
        files.put(path("AWS_SHARED_CREDENTIALS_FILE", "credentials"), ProfileFile.Type.CREDENTIALS);
        files.put(path("AWS_CONFIG_FILE", "config"), ProfileFile.Type.CONFIGURATION);
        return files;
    }

    private Path path(String variable, String name) {
        Optional<String> named = environment.find(variable).map(String::strip);
        try {
            return named.map(text -> text.startsWith("~/") ? home().resolve(text.substring(2)) : Path.of(text))
                    .orElseGet(() -> home().resolve(".aws").resolve(name));
        } catch (InvalidPathException e) {
            throw unusable(named.orElse(name), variable, "no file can have that name");
        }
    }

    private Path home() {
        return Path.of(environment
                .find("HOME")
                .or(() -> environment.find("USERPROFILE"))
                .orElseGet(() -> System.getProperty("user.home")));
    }

    private static ProfileFile read(Path path, ProfileFile.Type type) {
        if (!Files.isRegularFile(path)) {
            throw unusable(path.toString(), "", "it is no file");
        }
        if (!Files.isReadable(path)) {
            throw unusable(path.toString(), "", "the user that runs Maven may not read it");
        }
        try {
            return ProfileFile.builder().content(path).type(type).build();
        } catch (IllegalArgumentException | IllegalStateException | SdkException e) {
            throw unusable(path.toString(), "", new SecretMask(List.of()).masked(String.valueOf(e.getMessage())));
        }
    }

    private static UserException unusable(String file, String variable, String why) {
        return new UserException(new Explanation(
                "The file with AWS profiles cannot be used: " + file,
                variable.isEmpty() ? file : variable,
                why,
                "Mend the file; \"aws configure list-profiles\" reads it too."));
    }
}
