package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.plan.KeyedHash;
import io.github.ecsmaven.deployer.plan.Promise;
import io.github.ecsmaven.deployer.plan.SavedPlan;
import io.github.ecsmaven.deployer.plan.SavedPlanReader;
import io.github.ecsmaven.deployer.report.MarkdownReport;
import io.github.ecsmaven.deployer.report.PlanDocument;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Saves plans, and makes of a plan of now what can be compared with a saved one. */
final class PlanKeeper {
    private final PlanSettings settings;
    private final Path baseDirectory;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PlanKeeper(PlanSettings settings, Path baseDirectory, Clock clock) {
        this.settings = settings;
        this.baseDirectory = baseDirectory;
        this.clock = clock;
    }

    /** @param json the file for the JSON document; the Markdown has its own */
    void save(PlanOfNow now, Path json) {
        Instant created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        byte[] key = new byte[KeyedHash.KEY_LENGTH];
        random.nextBytes(key);
        PlanFiles.write(json, document(now, created, created.plus(settings.expiry()), new KeyedHash(key)));
        PlanFiles.write(settings.markdown(now.descriptor().name()), MarkdownReport.of(now.shown()));
    }

    /** The plan of now as it would have been saved in the place of the saved one: the same key, the same times. */
    SavedPlan again(PlanOfNow now, SavedPlan saved) {
        Promise promise = saved.promise();
        return new SavedPlanReader("the plan of now")
                .read(document(now, promise.created(), promise.expires(), KeyedHash.ofEncodedKey(promise.key())));
    }

    /** A file as it is printed: relative to the module where it is in it. */
    String display(Path file) {
        return file.startsWith(baseDirectory) ? baseDirectory.relativize(file).toString() : file.toString();
    }

    private String document(PlanOfNow now, Instant created, Instant expires, KeyedHash hash) {
        return PlanDocument.text(
                now.shown(),
                Promise.of(
                        now.descriptor(),
                        now.live(),
                        now.plan(),
                        new Promise.Occasion(settings.pluginVersion(), created, expires, hash)));
    }
}
