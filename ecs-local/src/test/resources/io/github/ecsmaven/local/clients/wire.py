"""Keeps what AWS clients received: one line of JSON for each answer, as it came over the wire.

Nothing of the clients is changed. boto3 is listened to through its own events, the command line through its --debug output.
"""

import ast
import json
import re
import subprocess
import sys


class Unexpected(Exception):
    """An answer that the scenario cannot go on from."""


class Recorder:
    def __init__(self, path):
        self.lines = open(path, "w", encoding="utf-8")

    def keep(self, client, service, operation, status, body):
        text = body.decode("utf-8") if isinstance(body, bytes) else body
        line = {"client": client, "service": service, "operation": operation, "status": status, "body": text}
        self.lines.write(json.dumps(line) + "\n")
        self.lines.flush()

    def close(self):
        self.lines.close()

    def listen(self, session, services, **options):
        """Clients of a boto3 session whose answers are kept."""
        clients = {}
        for service in services:
            def keep(operation_model, response_dict, service=service, **_):
                self.keep("boto3", service, operation_model.name, response_dict["status_code"], response_dict["body"])

            clients[service] = session.client(service, **options)
            clients[service].meta.events.register("before-parse", keep)
        return clients


class CommandLine:
    """The aws command, as it is installed."""

    MAKING = re.compile(r"Making request for OperationModel\(name=(\w+)\)")
    STATUS = re.compile(r'"(?:POST|GET) [^"]*" (\d{3}) ')

    def __init__(self, program, recorder):
        self.program = program
        self.recorder = recorder

    def run(self, service, command, *arguments, refused=None):
        """Its answer; where it is to be refused, the code of the error that it must print."""
        made = subprocess.run([self.program, "--debug", "--output", "json", service, command, *arguments],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        self.answers(made.stderr, service)
        if refused:
            if made.returncode == 0 or f"({refused})" not in made.stderr:
                raise Unexpected(f"aws {service} {command} should be refused with {refused}: {made.stderr[-2000:]}")
            return None
        if made.returncode != 0:
            raise Unexpected(f"aws {service} {command} ended with {made.returncode}: {made.stderr[-2000:]}")
        return json.loads(made.stdout) if made.stdout.strip() else {}

    def answers(self, debug, service):
        """Each answer in the order of the output. The command asks STS for its session while it makes a request of its own."""
        asked, status = [], None
        lines = debug.splitlines()
        for number, line in enumerate(lines):
            making, code = self.MAKING.search(line), self.STATUS.search(line)
            if making:
                asked.append(making.group(1))
            elif code:
                status = int(code.group(1))
            elif line.endswith("botocore.parsers - DEBUG - Response body:") and status:
                operation = asked.pop()
                of = "sts" if operation == "AssumeRoleWithWebIdentity" else service
                self.recorder.keep("awscli", of, operation, status, ast.literal_eval(lines[number + 1]))
                # The body of an error is printed a second time.
                status = None


def expect(condition, what):
    if not condition:
        raise Unexpected(what)


def refused(expected, call, **parameters):
    """Makes a call that must be refused with the exception class of this name."""
    try:
        call(**parameters)
    except Exception as error:  # whatever its class is, the class is what is asked
        expect(type(error).__name__ == expected, f"{type(error).__name__} instead of {expected}: {error}")
        return error
    raise Unexpected(f"no {expected}")


def fail(error):
    print(f"{type(error).__name__}: {error}", file=sys.stderr)
    sys.exit(1)
