import java.util.jar.JarFile

// The goals are read from the plugin that ran, so a goal that is added later is expected without a change here.
def version = 'io/github/ecsmaven/ecs-maven-plugin'
def jar = new File(localRepositoryPath, version).listFiles()
        .findAll { it.directory }
        .collectMany { it.listFiles().findAll { file -> file.name.endsWith('.jar') } }
assert jar.size() == 1: "one version of the plugin is installed, not $jar"

def descriptor = new JarFile(jar[0]).withCloseable { it.getInputStream(it.getEntry('META-INF/maven/plugin.xml')).getText('UTF-8') }
def goals = (descriptor =~ /<goal>([^<]+)<\/goal>/).collect { it[1] }
assert goals.contains('help')

def log = new File(basedir, 'build.log').readLines()
for (goal in goals) {
    assert log.count { it.contains("ecs:$goal") && !it.contains('---') } >= 1: "ecs:$goal is not listed"
}
return true
