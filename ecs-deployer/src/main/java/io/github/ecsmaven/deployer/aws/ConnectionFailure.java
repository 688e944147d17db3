package io.github.ecsmaven.deployer.aws;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why a request got no answer, in words for somebody who has not read the JDK. */
public final class ConnectionFailure {
    private ConnectionFailure() {}

    /** A sentence; empty where the failure is none of a connection. */
    public static Optional<String> reason(Throwable failure) {
        Optional<UnknownHostException> unknown = Causes.find(failure, UnknownHostException.class);
        if (unknown.isPresent()) {
            return Optional.of("No such host is known: " + message(unknown.get()) + ".");
        }
        if (Causes.find(failure, UnresolvedAddressException.class).isPresent()) {
            return Optional.of("No such host is known.");
        }
        Optional<SocketTimeoutException> late = Causes.find(failure, SocketTimeoutException.class);
        if (late.isPresent()) {
            return Optional.of("No answer in time: " + message(late.get()) + ".");
        }
        if (Causes.find(failure, ConnectException.class).isPresent()) {
            return Optional.of("The connection was refused: nothing listens there.");
        }
        if (Causes.find(failure, NoRouteToHostException.class).isPresent()) {
            return Optional.of("There is no route to the host.");
        }
        Optional<SSLException> tls = Causes.find(failure, SSLException.class);
        if (tls.isPresent()) {
            return Optional.of("No trusted TLS connection: " + message(tls.get())
                    + ". A proxy that opens TLS needs its certificate in the JDK's trust store.");
        }
        return Causes.find(failure, IOException.class).map(lost -> "The connection was lost: " + message(lost) + ".");
    }

    private static String message(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : AwsMessage.printable(message);
    }
}
