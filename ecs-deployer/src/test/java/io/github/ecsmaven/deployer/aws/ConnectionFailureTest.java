package io.github.ecsmaven.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionFailureTest {
    /** The JDK's client of HTTP calls a host that is not known a connection that failed. */
    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new UnknownHostException("sts.example"), "No such host is known: sts.example."),
                arguments(
                        new ConnectException()
                                .initCause(new ConnectException().initCause(new UnresolvedAddressException())),
                        "No such host is known."),
                arguments(new ConnectException("refused"), "The connection was refused: nothing listens there."),
                arguments(new NoRouteToHostException("x"), "There is no route to the host."),
                arguments(new SocketTimeoutException("Read timed out"), "No answer in time: Read timed out."),
                arguments(
                        new IOException(new SSLHandshakeException("PKIX path building failed")),
                        "No trusted TLS connection: PKIX path building failed. A proxy that opens TLS needs its"
                                + " certificate in the JDK's trust store."),
                arguments(new IOException("Connection reset"), "The connection was lost: Connection reset."),
                arguments(new EOFException(), "The connection was lost: EOFException."));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachIsToldInWords(Throwable failure, String reason) {
        assertThat(ConnectionFailure.reason(failure)).contains(reason);
        assertThat(ConnectionFailure.reason(new IllegalStateException(failure))).contains(reason);
    }

    @Test
    void whatIsNoneOfAConnectionIsNotToldAsOne() {
        assertThat(ConnectionFailure.reason(new IllegalStateException("no"))).isEmpty();
    }
}
