def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def log = new File(basedir, 'build.log').readLines('UTF-8')

assert received(basedir)*.calls == [[]]: 'nothing is sent to AWS'
assert log.count { it == '[INFO] skipped, because ecs.skip is set' } == 2: 'by validate and by deploy'
return true
