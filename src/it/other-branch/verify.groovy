def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def log = new File(basedir, 'build.log').readLines('UTF-8')

assert received(basedir)*.calls == [[]]: 'nothing is sent to AWS'
assert log.findAll { it.contains('skipped, because') } ==
        ['[INFO] shop skipped, because deploy.when.branch is main and this build has branch feature/checkout']
assert log.contains('[INFO] BUILD SUCCESS')
return true
