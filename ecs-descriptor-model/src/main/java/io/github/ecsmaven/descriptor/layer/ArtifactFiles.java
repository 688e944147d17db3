package io.github.ecsmaven.descriptor.layer;

import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of one artifact: of its jar, or of the folder that it is built from. */
record ArtifactFiles(LayerArtifact artifact) implements LayerOrigin {
    private static final int MOST_ENTRIES = 1000;

    @Override
    public String display(String path) {
        return artifact.coordinates() + ":" + artifact.version() + "!" + path;
    }

    @Override
    public Located locate(String path) {
        if (Files.isDirectory(artifact.file())) {
            return inFolder(path);
        }
        try (ZipFile jar = new ZipFile(artifact.file().toFile())) {
            ZipEntry entry = jar.getEntry(path);
            if (entry == null || entry.isDirectory()) {
                return notFound(
                        path,
                        jar.stream()
                                .map(ZipEntry::getName)
                                .filter(LayerFolder::isDescriptorFile)
                                .limit(MOST_ENTRIES)
                                .sorted()
                                .toList());
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return new Located.Found(SourceFile.read(display(path), in), this);
            }
        } catch (IOException e) {
            String what =
                    "The artifact " + artifact.coordinates() + ":" + artifact.version() + " cannot be read as a jar";
            String cure = "Check " + artifact.file() + "; delete it where a download was broken off";
            return new Located.Missing(ProblemId.UNREADABLE_FILE, what, cure);
        }
    }

    private Located inFolder(String path) {
        LayerFolder folder = new LayerFolder(artifact.file(), "", null);
        Located located = folder.locate(path);
        if (located instanceof Located.Missing missing && missing.id() == ProblemId.LAYER_NOT_FOUND) {
            return notFound(path, folder.filesBelow(""));
        }
        if (located instanceof Located.Found found) {
            return new Located.Found(found.file().named(display(path)), this);
        }
        return located;
    }

    private Located notFound(String path, List<String> present) {
        String what = "There is no " + path + " in " + artifact.coordinates() + ":" + artifact.version();
        return new Located.Missing(
                ProblemId.LAYER_NOT_FOUND, what, LayerFolder.suggestion(path, present, artifact.coordinates() + "!"));
    }
}
