import groovy.json.JsonSlurper

// What ecs-local received, a map for each run: evaluate(this file)(the module's folder). One run is one ecs-local:start.
return { File module ->
    def runs = []
    new File(module, 'target/ecs-local/calls.jsonl').eachLine('UTF-8') { line ->
        def entry = new JsonSlurper().parseText(line)
        if (entry.started) {
            runs << []
        } else {
            runs.last() << entry
        }
    }
    return runs.collect { calls ->
        [
            calls   : calls*.operation,
            writes  : calls.findAll { it.access == 'WRITE' }*.operation,
            ecsReads: calls.findAll { it.service == 'ecs' && it.access == 'READ' }*.operation,
            sessions: calls.count { it.operation == 'AssumeRoleWithWebIdentity' },
            refused : calls.findAll { it.status >= 400 }*.operation,
        ]
    }
}
