import java.nio.charset.Charset

// Under a POSIX locale a JVM names files in ASCII alone.
return Charset.forName(System.getProperty('sun.jnu.encoding')).newEncoder().canEncode('sh\u00f6p')
