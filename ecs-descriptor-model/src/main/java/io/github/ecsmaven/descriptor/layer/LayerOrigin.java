package io.github.ecsmaven.descriptor.layer;

/** A place that holds layers: the descriptors' folder, or one artifact. */
interface LayerOrigin {
    /** The name of a file in it, as messages have it. */
    String display(String path);

    /** Looks for a file. The path leads nowhere but down. */
    Located locate(String path);
}
