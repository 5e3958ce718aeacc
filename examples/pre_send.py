"""What an app does before it sends a reply: ten lines."""

from recovery_lint import Draft, Linter

linter = Linter()


def hold_back(text: str, message: str) -> list[str]:
    """Return what the agent should read before this reply is sent; nothing where it may go out."""
    report = linter.lint(Draft(text=text, message=message))
    return [] if report.verdict == "ready" else [f"{f.rule}: {f.message}" for f in report.findings]


if __name__ == "__main__":
    for line in hold_back("Please contact your bank.", "You charged my card twice!"):
        print(line)
