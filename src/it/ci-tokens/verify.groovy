import com.sun.net.httpserver.HttpServer
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import java.util.concurrent.TimeUnit

// One ecs-local, and builds as in jobs of GitHub, GitLab and Buildkite, with a token file, a command, and with all that can
// go wrong. Every build says all it knows, -X -e, and has a folder here for its temporary files.
def secret = 'canary-of-the-job'
def marks = ['TRAVIS', 'GITHUB_ACTIONS', 'GITLAB_CI', 'CIRCLECI', 'BUILDKITE', 'BITBUCKET_BUILD_NUMBER', 'TF_BUILD', 'JENKINS_URL', 'CI']
def maven = { File folder, File log, Map<String, String> environment, List<String> arguments ->
    def launcher = new File(System.getProperty('maven.home'), 'bin/mvn').path
    def builder = new ProcessBuilder([launcher, '-B', '-ntp', '-Dstyle.color=never',
            '-s', new File(basedir.parentFile, 'interpolated-settings.xml').path,
            '-Dmaven.repo.local=' + localRepositoryPath.path] + arguments)
    def temporary = new File(basedir, 'tmp/' + log.name)
    temporary.mkdirs()
    builder.environment().put('MAVEN_OPTS', (System.getenv('MAVEN_OPTS') ?: '') + ' -Djava.io.tmpdir=' + temporary.path)
    marks.each { builder.environment().put(it, 'false') }
    builder.environment().keySet().removeAll(['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ID_TOKEN', 'GITLAB_OIDC_TOKEN'])
    builder.environment().putAll(environment)
    return builder.directory(folder).redirectErrorStream(true).redirectOutput(log).start()
}
def version = (new File(basedir.parentFile, 'setup-parent/pom.xml').text
        =~ /<artifactId>ecs-local-maven-plugin<\/artifactId>\s*<version>([^<]+)/)[0][1]

def cloud = new File(basedir, 'cloud')
cloud.mkdirs()
def cloudLog = new File(basedir, 'cloud.log')
def server = maven(cloud, cloudLog, [:], ['io.github.ecsmaven:ecs-local-maven-plugin:' + version + ':run',
        '-Decs-local.clusters=demo', '-Decs-local.taskMillis=50'])
def token = new File(cloud, 'target/ecs-local/token')
def tokens = [] as Set

// What GitHub answers, for the job's credential and with the audience that is asked for; and what a broken service might.
def asked = Collections.synchronizedList([])
def github = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
github.createContext('/idtoken') { exchange ->
    asked << exchange.requestURI.toString()
    def allowed = exchange.requestHeaders.getFirst('Authorization') == 'bearer ' + secret
    def body = (allowed ? '{"count":7,"value":"' + token.text.strip() + '"}' : '{"message":"no"}').bytes
    exchange.sendResponseHeaders(allowed ? 200 : 401, body.length)
    exchange.responseBody.write(body)
    exchange.close()
}
github.createContext('/broken') { exchange ->
    def body = ('cannot answer ' + exchange.requestHeaders.getFirst('Authorization') + ' with ' + token.text.strip()).bytes
    exchange.sendResponseHeaders(500, body.length)
    exchange.responseBody.write(body)
    exchange.close()
}
github.start()
try {
    def deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90)
    while (!cloudLog.getText('UTF-8').contains('Ctrl-C ends it')) {
        assert server.alive && System.nanoTime() < deadline: cloudLog.getText('UTF-8')
        Thread.sleep(50)
    }
    def endpoint = (cloudLog.getText('UTF-8') =~ /export AWS_ENDPOINT_URL=(\S+)/)[0][1]
    def run = { File folder, String name, int status, Map<String, String> environment, List<String> goals ->
        def log = new File(basedir, name + '.log')
        def arguments = ['-X', '-e', '-Decs-local.skip', '-Decs.endpoint=' + endpoint] + goals
        assert maven(folder, log, environment, arguments).waitFor() == status: "see $log"
        return log.getText('UTF-8')
    }
    def build = run.curry(basedir)
    def minted = { Map wish ->
        def call = new URL(endpoint + '/_ecs-local/token').openConnection()
        call.requestMethod = 'POST'
        call.doOutput = true
        call.setRequestProperty('Content-Type', 'application/json')
        call.outputStream.withCloseable { it << JsonOutput.toJson(wish) }
        def text = new JsonSlurper().parse(call.inputStream).token
        tokens << text
        return text
    }

    def onGitHub = [
        GITHUB_ACTIONS                : 'true',
        GITHUB_RUN_ID                 : '4711',
        ACTIONS_ID_TOKEN_REQUEST_URL  : 'http://127.0.0.1:' + github.address.port + '/idtoken?api-version=2.0',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
    ]
    def first = build('github', 0, onGitHub, ['deploy'])
    assert first.contains('Plan: register 1 revision, create 1 service, 1 deployment.')
    assert first =~ /as +deployer\/github\.4711/
    // A new token for each session: the one that reads and the one that writes.
    assert asked == ['/idtoken?api-version=2.0&audience=sts.amazonaws.com'] * 2

    assert build('gitlab', 0, [GITLAB_CI: 'true', AWS_ID_TOKEN: token.text.strip()], ['ecs:diff']).contains('No changes.')

    def agent = new File(basedir, 'agent/buildkite-agent')
    agent.parentFile.mkdirs()
    agent.text = "#!/bin/sh\necho \"\$@\" >> '${agent.parent}/asked'\ncat '${token}'\n"
    assert agent.setExecutable(true)
    def onBuildkite = [BUILDKITE: 'true', BUILDKITE_AGENT_ACCESS_TOKEN: secret, BUILDKITE_BIN_PATH: agent.parent]
    assert build('buildkite', 0, onBuildkite, ['ecs:diff']).contains('No changes.')
    assert new File(agent.parent, 'asked').readLines() == ['oidc request-token --audience sts.amazonaws.com']

    assert build('file', 0, [CI: 'true', AWS_WEB_IDENTITY_TOKEN_FILE: token.path], ['ecs:diff']).contains('No changes.')

    // A command, and how it and the Maven that runs it look to everybody on the machine.
    def byCommand = new File(basedir, 'by-command')
    def program = new File(byCommand, 'print-token')
    new File(byCommand, 'src/main/ecs').mkdirs()
    new File(byCommand, 'pom.xml').text = new File(basedir, 'pom.xml').text.replace('>ci-tokens<', '>by-command<')
    new File(byCommand, 'src/main/ecs/shop.yaml').text = new File(basedir, 'src/main/ecs/shop.yaml').text.replace(
            'identity:\n', "identity:\n  webIdentity: { command: ['${program.path}'] }\n")
    program.text = "#!/bin/sh\nfor each in \$\$ \$PPID; do\n  test -r /proc/\$each/cmdline && tr '\\0' ' ' < /proc/\$each/cmdline >> '${byCommand.path}/processes'\n" +
            "done\ncat '${token}'\n"
    assert program.setExecutable(true)
    assert run(byCommand, 'command', 0, [CI: 'true'], ['ecs:diff']).contains('No changes.')
    // What it printed is not shown, however short, where its complaint repeats it; nor is what looks like a secret.
    program.text = "#!/bin/sh\necho '${secret}'\ncat '${token}'\ncat '${token}' >&2\necho 'no credential for ${secret}:'\"\$(cat '${token}')\" >&2\nexit 3\n"
    def failing = run(byCommand, 'command-fails', 1, [CI: 'true'], ['ecs:diff'])
    assert failing.contains('ended with status 3') && failing.contains('(sensitive)')

    def refused = build('no-permission', 1, [GITHUB_ACTIONS: 'true'], ['ecs:diff'])
    assert refused.contains('the environment variable ACTIONS_ID_TOKEN_REQUEST_URL is not set')
    assert refused =~ /(?m)^\[ERROR]\s+id-token: write/

    def wrong = build('wrong-credential', 1, onGitHub + [ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret + '-old'], ['ecs:diff'])
    assert wrong.contains('GitHub Actions refuses the token: it answered 401.')

    def broken = build('broken-service', 1, onGitHub + [ACTIONS_ID_TOKEN_REQUEST_URL: onGitHub.ACTIONS_ID_TOKEN_REQUEST_URL.replace('/idtoken', '/broken')], ['ecs:diff'])
    assert broken.contains('gave no token in 3 tries.') && broken =~ /It answered 500, "cannot answer bearer \(sensitive\) with \(sensitive\)"/

    // What STS refuses is told with the claims of the token, and with nothing else of it.
    [
        [[subject: 'repo:example/other:ref:refs/heads/main'], 'STS does not let this job assume the role'],
        [[subject: 'repo:example/shop:ref:refs/heads/main', faults: ['SIGNED_WITH_ANOTHER_KEY']], 'it is not valid'],
        [[subject: 'repo:example/shop:ref:refs/heads/main', faults: ['EXPIRED']], 'holds a token that has expired'],
    ].eachWithIndex { each, index ->
        def log = build('refused-' + index, 1, [GITLAB_CI: 'true', AWS_ID_TOKEN: minted(each[0])], ['ecs:diff'])
        def told = log.contains(each[1]) && log.contains('Caused by: ')
        assert told: 'see refused-' + index + '.log'
    }
} finally {
    github.stop(0)
    server.descendants().each { it.destroy() }
    server.destroy()
    server.waitFor(30, TimeUnit.SECONDS)
}

// Neither the job's credential, nor a token, nor what STS gave for it is in anything that the builds left behind: logs, what
// is below target, temporary files, the arguments of processes. What ecs-local keeps is where the sessions are looked up.
tokens << token.text.strip()
def kept = new File(cloud, 'target/ecs-local')
def sessions = [] as Set
kept.eachFileRecurse(groovy.io.FileType.FILES) { file ->
    (file.getText('ISO-8859-1') =~ /"(accessKeyId|secretAccessKey|sessionToken)"\s*:\s*"([^"]+)"/).each { sessions << it[2] }
}
assert sessions.size() == 3 * 6: 'three secrets of each session: two of the deployment, one of each diff that got one'
def canaries = [secret] + tokens.collectMany { [it, it.split('\\.')[2]] } + sessions
canaries += canaries.collect { URLEncoder.encode(it, 'UTF-8') } + canaries.collect { it.bytes.encodeBase64().toString() }
def searched = 0
basedir.eachFileRecurse(groovy.io.FileType.FILES) { file ->
    if (!file.toPath().startsWith(kept.toPath()) && file.name != 'verify.groovy' && file.name != 'print-token') {
        searched++
        def text = file.getText('ISO-8859-1')
        assert !canaries.any { text.contains(it) }: file
    }
}
assert searched > 20
// Where the system shows processes as files: what was searched has Maven's own arguments too.
def processes = new File(basedir, 'by-command/processes')
assert !processes.exists() || processes.text.contains('classworlds')
return true
