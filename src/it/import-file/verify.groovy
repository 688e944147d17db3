// ecs:import where there is no POM: what the AWS CLI has described becomes a descriptor, and is never written over another.
def elsewhere = new File(basedir, 'no pom here')
elsewhere.mkdirs()
['service.json', 'task-definition.json'].each { new File(elsewhere, it).text = new File(basedir, it).text }
def version = (new File(basedir.parentFile, 'setup-parent/pom.xml').text
        =~ /<artifactId>ecs-maven-plugin<\/artifactId>\s*<version>([^<]+)/)[0][1]
def maven = { String name, List<String> arguments ->
    def log = new File(basedir, name)
    def launcher = new File(System.getProperty('maven.home'), 'bin/mvn').path
    def builder = new ProcessBuilder([launcher, '-B', '-ntp', '-Dstyle.color=never',
            '-s', new File(basedir.parentFile, 'interpolated-settings.xml').path,
            '-Dmaven.repo.local=' + localRepositoryPath.path,
            'io.github.ecsmaven:ecs-maven-plugin:' + version + ':import'] + arguments)
    def ended = builder.directory(elsewhere).redirectErrorStream(true).redirectOutput(log).start().waitFor()
    return [ended, log.getText('UTF-8')]
}

def (first, said) = maven('import.log', ['-Decs.from=task-definition.json,service.json'])
assert first == 0: said
assert said.contains('shop imported to src/main/ecs/shop.yaml')
def text = new File(elsewhere, 'src/main/ecs/shop.yaml').getText('UTF-8')
assert text.contains('region: eu-west-1') && text.contains('cluster: demo') && text.contains('exec java $${JAVA_OPTS} -jar')
assert ['hostPort', 'essential', 'platformVersion', 'maximumPercent', 'revision'].every { !text.contains(it) }

def (second, refused) = maven('import-again.log', ['-Decs.from=task-definition.json,service.json'])
assert second != 0
assert refused.contains('src/main/ecs/shop.yaml is there already; nothing was written')
assert !refused.contains('\tat ')
return true
