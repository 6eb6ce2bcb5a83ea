using System.Text.Json;
using Banyan.Cli.Chatting.Show;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>Whether an answered message was done as asked: scripts must not take a question or a refusal for a success.</summary>
internal static class Outcomes
{
    /// <summary>Why it was not; null when it was.</summary>
    public static CliFailure? Of(RunTold told, string? conversation)
    {
        if (told.Answer is not { } answer)
        {
            return null;
        }

        if (told.Confirmation is { } asked)
        {
            return new CliFailure(ExitCode.Failed, "confirmation_required", "Nothing that needs a yes was done.", $"Run it with --yes, or: banyan chat -r {conversation} -p \"yes {asked.Code}\"");
        }

        if (told.Steps.Any(step => step.Code == StepWords.Declined))
        {
            // It was the person's own no.
            return null;
        }

        return Denied(told, answer) ?? Unfinished(told, answer, conversation);
    }

    private static CliFailure? Denied(RunTold told, JsonElement answer)
    {
        var code = Members.Text(answer, "code") is { } own && own.StartsWith("denied_", StringComparison.Ordinal)
            ? own
            : told.Steps.FirstOrDefault(step => step.Status == "denied" && step.Code != StepWords.Declined) is { } denied ? denied.Code ?? "denied" : null;
        return code is not null || Members.Text(answer, "kind") == "refuse"
            ? new CliFailure(ExitCode.NoRight, code ?? Members.Text(answer, "code") ?? "refused", "The service refused to do that.", "The answer says what; /steps in a chat says why.")
            : null;
    }

    private static CliFailure? Unfinished(RunTold told, JsonElement answer, string? conversation)
    {
        if (told.Question is not null)
        {
            return new CliFailure(ExitCode.Failed, "answer_needed", "Something is asked back; what needs it was not done.", $"Answer it: banyan chat -r {conversation} -p \"...\"");
        }

        var status = Members.Text(answer, "status");
        var code = Members.Text(answer, "code") ?? told.Steps.Select(step => step.Code).FirstOrDefault(found => found is not null);
        if (status is "failed" or "partial" or "expired" or "cancelled")
        {
            return new CliFailure(ExitOf(status, code), code ?? status, $"The run ended as {status}.", "The answer says what was done and what was not.");
        }

        return Members.Texts(answer, "unmet").Any()
            ? new CliFailure(ExitCode.Failed, "unmet", $"Nothing here can: {string.Join("; ", Members.Texts(answer, "unmet"))}.", "/intents in a chat lists what can be asked for.")
            : null;
    }

    private static ExitCode ExitOf(string status, string? code) => code switch
    {
        "conversation_busy" => ExitCode.Conflict,
        "budget_exceeded" => ExitCode.Limit,
        "backend_timeout" => ExitCode.Timeout,
        _ => status == "cancelled" ? ExitCode.Interrupted : ExitCode.Failed,
    };
}
