package io.github.ecsmaven.local.record;

import io.github.ecsmaven.local.problem.EcsLocalException;
import io.github.ecsmaven.local.wire.CallObserver;
import io.github.ecsmaven.local.wire.Operation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * Every call since the start, in memory and as one line of JSON each in {@code calls.jsonl}, which goes on over
 * restarts: a line {@code {"started":…,"run":…}} begins each run. A call is there before its client has the answer.
 */
public final class CallRecord implements CallObserver {
    private static final String FILE = "calls.jsonl";

    private final List<RecordedCall> calls = new ArrayList<>();
    private final Path file;
    private Consumer<RecordedCall> listener = call -> {};
    private String run;

    private CallRecord(Path file, String run) {
        this.file = file;
        this.run = run;
    }

    /**
     * Begins a run.
     *
     * @param directory where the file is, or will be
     * @param run tells runs apart
     * @throws EcsLocalException when the file cannot be written
     */
    public static CallRecord start(Path directory, String run, Instant now) {
        CallRecord callRecord = new CallRecord(directory.resolve(FILE), run);
        callRecord.endLine();
        callRecord.beginAnew(run, now);
        return callRecord;
    }

    /**
     * Begins another run, without a call.
     *
     * @throws EcsLocalException when the file cannot be written
     */
    public synchronized void beginAnew(String newRun, Instant now) {
        calls.clear();
        run = newRun;
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("started").writeValue(now.toString());
        json.writeFieldName("run").writeValue(newRun).writeEndObject();
        append(json);
    }

    /** Tells of each call from now on, one at a time, after it is recorded and before its answer leaves. */
    public synchronized void listener(Consumer<RecordedCall> newListener) {
        listener = newListener;
    }

    /** The calls of this run in the order they were answered. */
    public synchronized List<RecordedCall> calls() {
        return List.copyOf(calls);
    }

    /** How many of them were of operations that change something, whatever they were answered. */
    public long writes() {
        return count(Operation.Access.WRITE);
    }

    /** How many of them were not. */
    public long reads() {
        return count(Operation.Access.READ);
    }

    @Override
    public synchronized void answered(
            String service, String operation, Operation.Access access, int status, String callerArn, Instant time) {
        RecordedCall call = new RecordedCall(service, operation, access, status, callerArn, time);
        calls.add(call);
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("run").writeValue(run);
        json.writeFieldName("time").writeValue(time.toString());
        writeMembers(call, json);
        json.writeFieldName("caller").writeValue(callerArn).writeEndObject();
        append(json);
        listener.accept(call);
    }

    /** {@code {"writes":1,"reads":2,"calls":[{"service":…,"operation":…,"access":…,"status":…}]}}. */
    public synchronized byte[] json() {
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("writes").writeValue(writes());
        json.writeFieldName("reads").writeValue(reads());
        json.writeFieldName("calls").writeStartArray();
        for (RecordedCall call : calls) {
            json.writeStartObject();
            writeMembers(call, json);
            json.writeEndObject();
        }
        return json.writeEndArray().writeEndObject().getBytes();
    }

    private synchronized long count(Operation.Access access) {
        return calls.stream().filter(call -> call.access() == access).count();
    }

    private static void writeMembers(RecordedCall call, JsonWriter json) {
        json.writeFieldName("service").writeValue(call.service());
        json.writeFieldName("operation").writeValue(call.operation());
        json.writeFieldName("access").writeValue(call.access().name());
        json.writeFieldName("status").writeValue(call.status());
    }

    /** A process that was killed may have left half a line; the next one must not be written behind it. */
    private void endLine() {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long length = access.length();
            if (length > 0) {
                access.seek(length - 1);
                if (access.read() != '\n') {
                    access.write('\n');
                }
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void append(JsonWriter json) {
        byte[] object = json.getBytes();
        byte[] line = new byte[object.length + 1];
        System.arraycopy(object, 0, line, 0, object.length);
        line[object.length] = '\n';
        try {
            Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private EcsLocalException unwritable(IOException e) {
        return new EcsLocalException(
                "the record of calls cannot be written to " + file + ": " + e + "; make room or give another directory",
                e);
    }
}
